package io.armillaria.storage.check;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.index.IndexCheck;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.Layouts;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.RowCounts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.SortedRows;
import io.armillaria.storage.table.StoredLayout;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Whether the layouts of a table's versions have the rows that its changes say: the changes are
/// added up, one version after the other, and each layout that is stored or read is compared with
/// the sum.
///
/// Of the versions that are read the indexes are compared with the rows too.
///
/// What a change deletes or replaces is looked up in the layout of the version before, which was
/// compared then. Where columns come, go or change, the sum begins anew with the new columns, and
/// so it does behind versions that are retained no longer, which are passed over.
final class TableCheck {
  private final History history;
  private final ObjectCheck objects;
  private final LeafCheck leaves;
  private final Function<TableVersion, TableSnapshot> snapshots;
  private final Report report;
  private final Layouts layouts;
  private final Map<Long, RowDigest> sums = new HashMap<>();
  private final Map<List<Column>, LayoutDigests> digests = new HashMap<>();

  TableCheck(
      History history,
      ObjectCheck objects,
      LeafCheck leaves,
      Function<TableVersion, TableSnapshot> snapshots,
      Report report) {
    this.history = history;
    this.layouts = new Layouts(history.leaves());
    this.objects = objects;
    this.leaves = leaves;
    this.snapshots = snapshots;
    this.report = report;
  }

  /// Checks versions in the order of their numbers. Of those that are `read` the layout that a
  /// reader gets is compared, not only what is stored.
  void check(TableVersion version, boolean read) {
    if (history.keeps(version)) {
      Runnable part = isAfterExpired(version) ? () -> begin(version) : () -> add(version, read);
      report.guard(name(version), Problem.Kind.VERSION, part);
    }
  }

  /// Checks one version, from the nearest stored layout before it or from the table's beginning.
  void checkAlone(TableVersion version) {
    Deque<TableVersion> after = new ArrayDeque<>();
    TableVersion start = version;
    while (start.storedLayout().isEmpty() && start.previous().isPresent() && !start.startsEmpty()) {
      after.push(start);
      start = start.previous().get();
    }
    TableVersion first = start;
    report.guard(
        name(first),
        Problem.Kind.VERSION,
        () -> {
          if (first.storedLayout().isPresent()) {
            sums.put(first.number(), digest(first, stored(first, first.storedLayout().get())));
          } else {
            add(first, false);
          }
        });
    after.forEach(next -> check(next, next.equals(version)));
    if (first.equals(version)) {
      report.guard(name(first), Problem.Kind.VERSION, () -> compareRead(first));
    }
  }

  private boolean isAfterExpired(TableVersion version) {
    return !version.startsEmpty()
        && version.previous().filter(previous -> !history.keeps(previous)).isPresent();
  }

  /// The data of the version before may be gone: the sum begins with what this one has.
  private void begin(TableVersion version) {
    checkParts(version, version.change());
    Layout layout = history.layout(version);
    for (LayoutSegment segment : layout.segments()) {
      checkRows(version, segment.stored());
    }
    sums.put(version.number(), digest(version, layout));
  }

  private static String name(TableVersion version) {
    return version.name() + " VERSION " + version.number();
  }

  private void add(TableVersion version, boolean read) {
    Change change = version.change();
    checkParts(version, change);
    RowDigest before = before(version);
    RowDigest sum = before;
    if (!change.dropped()) {
      Layout base =
          version.startsEmpty() || version.previous().isEmpty()
              ? Layout.EMPTY
              : history.layout(version.previous().get());
      sum =
          new ChangeDigest(digests(version), base, RowId.keyColumns(version.schema()))
              .after(before, change);
    }
    RowCounts counts = change.counts();
    long counted = before.rows() + counts.inserted() - counts.deleted();
    if (!version.startsEmpty() && counted != sum.rows()) {
      report.add(
          name(version),
          Problem.Kind.VERSION,
          "Its changelog counts " + counted + " rows, its changes make " + sum.rows() + ".");
    }
    sums.put(version.number(), sum);
    version
        .storedLayout()
        .ifPresent(id -> compare(version, id.toString(), Problem.Kind.LAYOUT, stored(version, id)));
    if (read) {
      compareRead(version);
    }
  }

  /// The sum of the version before, in the columns of this one.
  private RowDigest before(TableVersion version) {
    Optional<TableVersion> previous = version.previous();
    if (version.startsEmpty() || previous.isEmpty()) {
      return RowDigest.NONE;
    }
    boolean sameColumns = columns(previous.get()).equals(columns(version));
    return sameColumns && sums.containsKey(previous.get().number())
        ? sums.get(previous.get().number())
        : digest(version, history.layout(previous.get()));
  }

  /// The objects that the change refers to.
  private void checkParts(TableVersion version, Change change) {
    version.changeObject().ifPresent(id -> objects.check(id, Problem.Kind.CHANGE));
    change.upserts().forEach(upserts -> checkRows(version, upserts.rows()));
  }

  private void checkRows(TableVersion version, SortedRows rows) {
    if (rows instanceof LeafRows leaf) {
      leaves.check(leaf, columns(version), RowId.keyColumns(version.schema()));
    }
  }

  private Layout stored(TableVersion version, ChunkId id) {
    StoredLayout stored = layouts.open(id);
    objects.check(id, Problem.Kind.LAYOUT);
    stored.parent().ifPresent(parent -> objects.check(parent, Problem.Kind.LAYOUT));
    Layout layout = stored.layout();
    for (LayoutSegment segment : layout.segments()) {
      checkRows(version, segment.stored());
    }
    return layout;
  }

  private void compareRead(TableVersion version) {
    Layout layout = history.layout(version);
    for (LayoutSegment segment : layout.segments()) {
      checkRows(version, segment.stored());
    }
    compare(version, name(version), Problem.Kind.VERSION, layout);
    List<Column> keyColumns = RowId.keyColumns(version.schema());
    new KeyMerge(layout, keyColumns)
        .duplicate()
        .ifPresent(
            key ->
                report.add(
                    name(version),
                    Problem.Kind.VERSION,
                    "Two of its rows have the key " + KeyTexts.text(keyColumns, key) + "."));
    if (!version.dropped()) {
      for (String problem : IndexCheck.problems(snapshots.apply(version))) {
        report.add(name(version), Problem.Kind.VERSION, problem);
      }
    }
  }

  private void compare(TableVersion version, String object, Problem.Kind kind, Layout layout) {
    byte[] before = null;
    for (LayoutSegment segment : layout.base()) {
      SortedRows stored = segment.stored();
      if (before != null && Arrays.compareUnsigned(before, stored.firstKey()) >= 0) {
        report.add(object, kind, "The leaves of its base overlap or are out of order.");
      }
      before = stored.lastKey();
    }
    RowDigest found = digest(version, layout);
    RowDigest wanted = sums.get(version.number());
    if (found.rows() != wanted.rows() || layout.liveRows() != wanted.rows()) {
      report.add(
          object,
          kind,
          "It has "
              + found.rows()
              + " rows and says "
              + layout.liveRows()
              + ", but the changes up to "
              + name(version)
              + " make "
              + wanted.rows()
              + ".");
    } else if (!found.equals(wanted)) {
      report.add(
          object,
          kind,
          "Its rows are not those that the changes up to " + name(version) + " make.");
    }
  }

  private RowDigest digest(TableVersion version, Layout layout) {
    return digests(version).of(layout);
  }

  private LayoutDigests digests(TableVersion version) {
    return digests.computeIfAbsent(columns(version), LayoutDigests::new);
  }

  private static List<Column> columns(TableVersion version) {
    return RowId.storedColumns(version.schema());
  }
}
