package io.armillaria.storage.txn;

import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a layout is stored, and which of its segments are merged then. Every merge costs bytes for
/// as long as old versions are kept, so there are few: a row is written as one of some 100 changes,
/// then among `fan` times as many, and so on until its leaf is full, and when the base is folded,
/// which happens when about as much was changed as it has.
///
/// @param mostChanges changes on top of a stored layout before the next one is stored
/// @param rowsAChange a change of so many rows counts as two, and so on
/// @param fan so many leaves of a size are merged to the next
/// @param smallRows leaves with less rows are of the smallest size
/// @param fullRows leaves with as many rows are merged no more until the base is folded
/// @param longRows a merge of more rows lets other work pass
record CompactionPolicy(
    int mostChanges, int rowsAChange, int fan, int smallRows, int fullRows, long longRows) {
  private static final int FULL = 2;

  static CompactionPolicy standard(CutRule rule) {
    return new CompactionPolicy(128, 32, 64, 1 << 12, rule.least(), 1 << 17);
  }

  /// What a change counts towards `mostChanges`.
  long cost(RowCounts rows) {
    return 1 + (rows.inserted() + rows.updated() + rows.deleted()) / rowsAChange;
  }

  /// What is to be merged; empty when the layout is good as it is.
  Optional<List<LayoutSegment>> due(Layout layout) {
    Optional<List<LayoutSegment>> inline = inline(layout);
    if (inline.isPresent()) {
      return inline;
    }
    if (isWorn(layout)) {
      return Optional.of(layout.segments());
    }
    return tier(layout).or(() -> neighbours(layout.base()));
  }

  /// The runs on the heap, which a stored layout cannot have.
  Optional<List<LayoutSegment>> inline(Layout layout) {
    List<LayoutSegment> inline =
        layout.runs().stream().filter(run -> run.stored() instanceof InlineRows).toList();
    return inline.isEmpty() ? Optional.empty() : Optional.of(inline);
  }

  /// Whether other work should pass while these are merged.
  boolean isLong(List<LayoutSegment> inputs) {
    return inputs.stream().noneMatch(segment -> segment.stored() instanceof InlineRows)
        && inputs.stream().mapToLong(LayoutSegment::liveRows).sum() > longRows;
  }

  /// Whether a fold is paid for by the changes since the last one: about as many rows as the base
  /// has were changed, or several times as many were added.
  private boolean isWorn(Layout layout) {
    long baseRows = 0;
    long stored = 0;
    long inFullRuns = 0;
    for (LayoutSegment segment : layout.base()) {
      stored += segment.rows();
      baseRows += segment.liveRows();
    }
    for (LayoutSegment segment : layout.runs()) {
      stored += segment.rows();
      inFullRuns += size(segment) == FULL ? segment.liveRows() : 0;
    }
    long dead = stored - layout.liveRows();
    long changed = dead + layout.liveRows() - baseRows;
    boolean updated = dead >= stored / 4 && changed >= 2 * baseRows;
    return stored >= fullRows && (updated || inFullRuns >= 4 * Math.max(1, baseRows));
  }

  /// All runs of one size, where there are enough of them; the base too, where it is about as small
  /// as they are together.
  private Optional<List<LayoutSegment>> tier(Layout layout) {
    for (int size = 0; size < FULL; size++) {
      List<LayoutSegment> alike = new ArrayList<>();
      for (LayoutSegment run : layout.runs()) {
        if (size(run) == size) {
          alike.add(run);
        }
      }
      if (alike.size() >= fan) {
        long rows = alike.stream().mapToLong(LayoutSegment::liveRows).sum();
        long baseRows = layout.base().stream().mapToLong(LayoutSegment::liveRows).sum();
        if (rows >= baseRows / 2) {
          alike.addAll(layout.base());
        }
        return Optional.of(alike);
      }
    }
    return Optional.empty();
  }

  /// Neighbours in the base of one size, where there are enough: they came by appending.
  private Optional<List<LayoutSegment>> neighbours(List<LayoutSegment> base) {
    int from = 0;
    for (int i = 1; i <= base.size(); i++) {
      if (i == base.size() || size(base.get(i)) != size(base.get(from))) {
        if (i - from >= fan && size(base.get(from)) < FULL) {
          return Optional.of(List.copyOf(base.subList(from, i)));
        }
        from = i;
      }
    }
    return Optional.empty();
  }

  /// 0 for the smallest leaves, [#FULL] for those that are large enough.
  private int size(LayoutSegment segment) {
    int rows = segment.liveRows();
    if (rows >= fullRows) {
      return FULL;
    }
    return rows < smallRows ? 0 : 1;
  }
}
