package io.armillaria.storage.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Keeps the runs that are on the heap few: [#FAN] neighbours of one size are merged to one of the
/// next, so that a row is copied a logarithmic number of times and nothing is stored.
final class InlineTiers {
  static final int FAN = 16;

  private InlineTiers() {}

  static SegmentList merge(SegmentList runs) {
    SegmentList merged = runs;
    for (int limit = FAN; ; limit *= FAN) {
      int from = merged.size();
      while (from > 0 && isInline(merged, from - 1, limit)) {
        from--;
      }
      if (merged.size() - from < FAN) {
        return merged;
      }
      List<LayoutSegment> inputs = merged.subList(from, merged.size());
      if (!alike(inputs)) {
        return merged;
      }
      SegmentList.Editor editor = merged.edit();
      for (int i = from; i < merged.size(); i++) {
        editor.remove(i);
      }
      editor.add(new LayoutSegment(join(inputs), new RoaringBitmap()));
      merged = editor.build();
    }
  }

  private static boolean isInline(SegmentList runs, int index, int limit) {
    LayoutSegment segment = runs.get(index);
    return segment.stored() instanceof InlineRows && segment.liveRows() < limit;
  }

  /// Whether the rows were written under the same columns.
  private static boolean alike(List<LayoutSegment> segments) {
    List<Column> columns = columns(segments.getFirst());
    return segments.stream().allMatch(segment -> columns(segment).equals(columns));
  }

  private static List<Column> columns(LayoutSegment segment) {
    return ((InlineRows) segment.stored()).block().columns();
  }

  private static InlineRows join(List<LayoutSegment> segments) {
    InlineRows first = (InlineRows) segments.getFirst().stored();
    List<RowBlock> blocks = new ArrayList<>();
    new SegmentMerge(segments, first.block().columns(), first.keyColumns()).forEach(blocks::add);
    List<InlineRows> sources = new ArrayList<>();
    segments.forEach(segment -> sources.addAll(((InlineRows) segment.stored()).sources()));
    RowBlock block = blocks.getFirst();
    int[] all = IntStream.range(0, block.rows()).toArray();
    return new InlineRows(block.compact(all), first.keyColumns(), sources);
  }
}
