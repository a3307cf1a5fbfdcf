package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.stats.Statistics;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.LeafWriter;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.SegmentMerge;
import io.armillaria.storage.table.StoredLayout;
import io.armillaria.storage.table.TableId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// The work of the [Compactor]: brings the layout of one version after the other into order. A
/// merge of many rows lets shorter work pass between its blocks, on the same table too; what that
/// deleted or moved is taken out of the result. Used by one thread.
final class Compaction {
  private final History history;
  private final LayoutPublisher publisher;
  private final Committer committer;
  private final CompactionPolicy policy;
  private final Runnable between;
  private final LongAdder merges;
  private final LongAdder rows;
  private final LongAdder layouts;

  /// The table whose long merge runs, as it was stored last; null while none runs.
  private Stored merging;

  /// @param last what the layout's difference is told from
  private record State(TableVersion version, Layout layout, Optional<StoredLayout> last) {
    State with(Layout equal) {
      return new State(version, equal, last);
    }
  }

  private record Stored(TableVersion version, StoredLayout layout) {
    boolean isOf(TableVersion other) {
      TableId table = version.table();
      return table.equals(other.table())
          && version.commit().branch().equals(other.commit().branch());
    }

    boolean isBefore(TableVersion other) {
      return version.number() < other.number();
    }
  }

  /// @param between runs between the blocks of a long merge; throws to end it
  Compaction(
      History history,
      LayoutPublisher publisher,
      Committer committer,
      CompactionPolicy policy,
      Statistics statistics,
      Runnable between) {
    this.history = history;
    this.publisher = publisher;
    this.committer = committer;
    this.policy = policy;
    this.between = between;
    this.merges = statistics.counter("compaction merges");
    this.rows = statistics.counter("compaction rows");
    this.layouts = statistics.counter("layouts stored");
  }

  /// Merges what is due in a version's layout and stores it.
  void compact(TableVersion version) {
    if (merging != null && merging.isOf(version) && !merging.isBefore(version)) {
      return;
    }
    publisher.begin();
    State state = open(version);
    for (Optional<List<LayoutSegment>> due = due(state); due.isPresent(); due = due(state)) {
      state =
          policy.isLong(due.get())
              ? mergeLong(state, due.get(), true)
              : state.with(merge(state, due.get(), true));
    }
    store(state);
  }

  /// What is merged next. While a long merge runs, there is no second one, and the segments of its
  /// own table stay as they are.
  private Optional<List<LayoutSegment>> due(State state) {
    if (merging != null && merging.isOf(state.version())) {
      return policy.inline(state.layout());
    }
    return policy.due(state.layout()).filter(due -> merging == null || !policy.isLong(due));
  }

  /// Writes a version anew as leaves that depend on its rows alone.
  void optimize(TableVersion version) {
    publisher.begin();
    State state = flushed(open(version));
    if (!state.layout().segments().isEmpty()) {
      state = mergeLong(state, state.layout().segments(), false);
    }
    store(new State(state.version(), state.layout(), Optional.empty()));
  }

  private State flushed(State state) {
    Optional<List<LayoutSegment>> inline = policy.inline(state.layout());
    return inline.map(segments -> state.with(merge(state, segments, true))).orElse(state);
  }

  /// The layout of a version from the nearest stored one, and that one.
  private State open(TableVersion version) {
    Deque<TableVersion> newer = new ArrayDeque<>();
    Optional<StoredLayout> last = Optional.empty();
    for (Optional<TableVersion> at = Optional.of(version);
        at.isPresent() && last.isEmpty();
        at = at.get().startsEmpty() ? Optional.empty() : at.get().previous()) {
      last = publisher.find(at.get());
      if (last.isEmpty()) {
        newer.push(at.get());
      }
    }
    Layout layout = last.map(StoredLayout::layout).orElse(Layout.EMPTY);
    for (TableVersion next : newer) {
      layout = layout.apply(next.change(), RowId.keyColumns(next.schema()));
    }
    return new State(version, layout, last);
  }

  private StoredLayout store(State state) {
    StoredLayout stored = publisher.store(state.version(), state.layout(), state.last());
    layouts.increment();
    committer.adopt(state.version(), state.layout());
    if (merging != null && merging.isOf(state.version())) {
      merging = new Stored(state.version(), stored);
    }
    return stored;
  }

  private Layout merge(State state, List<LayoutSegment> inputs, boolean packsFew) {
    List<LeafRows> fresh = write(state.version(), inputs, packsFew, () -> {});
    return state
        .layout()
        .replace(inputs, fresh, RowId.keyColumns(state.version().schema()))
        .orElseThrow();
  }

  /// Stores the layout as it is, merges, and goes on from what was stored meanwhile.
  private State mergeLong(State state, List<LayoutSegment> inputs, boolean packsFew) {
    merging = new Stored(state.version(), store(state));
    try {
      List<LeafRows> fresh = write(state.version(), inputs, packsFew, between);
      TableVersion version = merging.version();
      Layout now = merging.layout().layout();
      Layout merged =
          now.replace(inputs, fresh, RowId.keyColumns(state.version().schema())).orElse(now);
      return new State(version, merged, Optional.of(merging.layout()));
    } finally {
      merging = null;
    }
  }

  private List<LeafRows> write(
      TableVersion version, List<LayoutSegment> inputs, boolean packsFew, Runnable betweenBlocks) {
    List<Column> columns = RowId.storedColumns(version.schema());
    List<Column> keyColumns = RowId.keyColumns(version.schema());
    LeafWriter writer = new LeafWriter(history.leaves(), columns, keyColumns, packsFew);
    new SegmentMerge(inputs, columns, keyColumns)
        .forEach(
            block -> {
              long before = writer.bytes();
              writer.append(block);
              rows.add(block.rows());
              publisher.wrote(writer.bytes() - before);
              betweenBlocks.run();
            });
    List<LeafRows> fresh = writer.finish();
    merges.increment();
    return fresh;
  }
}
