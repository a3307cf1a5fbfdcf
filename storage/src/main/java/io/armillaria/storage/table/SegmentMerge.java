package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Reads the live rows of some segments in the order of their keys. Works through ranges of keys,
/// so that it holds a range's rows at a time, however many there are in all.
public final class SegmentMerge {
  /// Each segment gives so many keys where ranges may end.
  private static final int SAMPLES = 8;

  /// What the rows of a range take, about.
  private static final long RANGE_BYTES = CutRule.MOST_BYTES;

  private final List<Source> sources;
  private final List<Column> columns;

  /// @param columns what the rows are read as
  public SegmentMerge(List<LayoutSegment> segments, List<Column> columns, List<Column> keyColumns) {
    this.columns = columns;
    this.sources =
        segments.stream()
            .map(segment -> new Source(segment, new KeyReader(keyColumns, segment::reader)))
            .sorted(Comparator.comparing(Source::firstKey, Arrays::compareUnsigned))
            .toList();
  }

  /// A segment that is read to its end.
  private static final class Source {
    private final LayoutSegment segment;
    private final KeyReader keys;
    private int next;

    Source(LayoutSegment segment, KeyReader keys) {
      this.segment = segment;
      this.keys = keys;
    }

    byte[] firstKey() {
      return segment.stored().firstKey();
    }

    /// The first row whose key is not below `key`; null means the end.
    int firstFrom(byte[] key) {
      if (key == null || KeyReader.compare(segment.stored().lastKey(), key) < 0) {
        return segment.rows();
      }
      int found = keys.search(key, segment.rows());
      return found < 0 ? -found - 1 : found;
    }
  }

  /// Gives all live rows, in blocks that follow each other in key order, none of them empty.
  public void forEach(Consumer<RowBlock> sink) {
    List<Source> active = new ArrayList<>();
    int opened = 0;
    for (byte[] end : ends()) {
      while (opened < sources.size()
          && (end == null || KeyReader.compare(sources.get(opened).firstKey(), end) < 0)) {
        active.add(sources.get(opened++));
      }
      Range range = new Range();
      for (Source source : active) {
        int to = source.firstFrom(end);
        range.add(source, to);
        source.next = to;
      }
      active.removeIf(source -> source.next == source.segment.rows());
      if (!range.keys.isEmpty()) {
        sink.accept(range.block());
      }
    }
  }

  /// Where ranges end, before these keys; null, last, is behind all.
  private List<byte[]> ends() {
    List<Sample> samples = new ArrayList<>();
    for (Source source : sources) {
      int rows = source.segment.rows();
      int step = Math.max(1, rows / SAMPLES);
      long bytes = source.segment.stored().heapBytes() * step / rows;
      for (int row = 0; row < rows; row += step) {
        samples.add(new Sample(source.keys.keyAt(row), bytes));
      }
    }
    samples.sort(Comparator.comparing(Sample::key, Arrays::compareUnsigned));
    List<byte[]> ends = new ArrayList<>();
    long bytes = 0;
    for (Sample sample : samples) {
      if (bytes > 0 && bytes + sample.bytes() > RANGE_BYTES) {
        ends.add(sample.key());
        bytes = 0;
      }
      bytes += sample.bytes();
    }
    ends.add(null);
    return ends;
  }

  /// @param bytes of the rows from that one on to the segment's next sample
  private record Sample(byte[] key, long bytes) {}

  /// The rows of one range, in the order of their sources at first.
  private final class Range {
    private final List<VectorBuilder> builders = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();
    private boolean ascending = true;

    Range() {
      columns.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 64)));
    }

    /// Adds the live rows from where the source stands up to `to`.
    void add(Source source, int to) {
      RoaringBitmap deleted = source.segment.deleted();
      List<int[]> pieces = new ArrayList<>();
      for (int row = source.next; row < to; ) {
        int from = (int) deleted.nextAbsentValue(row);
        long gone = deleted.nextValue(from);
        int end = gone < 0 ? to : (int) Math.min(gone, to);
        if (from < end) {
          pieces.add(new int[] {from, end});
        }
        row = Math.max(end, from + 1);
      }
      if (pieces.isEmpty()) {
        return;
      }
      for (int[] piece : pieces) {
        for (int row = piece[0]; row < piece[1]; row++) {
          byte[] key = source.keys.keyAt(row);
          ascending &= keys.isEmpty() || KeyReader.compare(keys.getLast(), key) < 0;
          keys.add(key);
        }
      }
      int first = pieces.getFirst()[0];
      int rows = pieces.getLast()[1] - first;
      for (int i = 0; i < builders.size(); i++) {
        Column column = columns.get(i);
        ColumnVector values =
            ColumnVectors.read(source.segment.reader(column), column.type().layout(), first, rows);
        for (int[] piece : pieces) {
          builders.get(i).appendRange(values, piece[0] - first, piece[1] - piece[0]);
        }
      }
    }

    RowBlock block() {
      List<ColumnVector> vectors = new ArrayList<>();
      builders.forEach(builder -> vectors.add(builder.build()));
      RowBlock block = new RowBlock(columns, vectors, keys.size());
      if (ascending) {
        return block;
      }
      int[] order =
          IntStream.range(0, keys.size())
              .boxed()
              .sorted((a, b) -> KeyReader.compare(keys.get(a), keys.get(b)))
              .mapToInt(Integer::intValue)
              .toArray();
      return new RowBlock(
          columns,
          vectors.stream().map(vector -> ColumnVectors.gather(vector, order)).toList(),
          order.length);
    }
  }
}
