package io.armillaria.execution;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.roaringbitmap.RoaringBitmap;

/// A segment over boxed values. Texts come from a dictionary when a segment has few distinct ones.
final class MemorySegment implements Segment {
  private final List<Column> columns;
  private final List<Object[]> rows;
  private final RoaringBitmap deleted;
  private final AtomicInteger reads;
  private final Map<Integer, Reader> readers = new HashMap<>();

  MemorySegment(
      List<Column> columns, List<Object[]> rows, RoaringBitmap deleted, AtomicInteger reads) {
    this.columns = columns;
    this.rows = rows;
    this.deleted = deleted;
    this.reads = reads;
  }

  @Override
  public int rows() {
    return rows.size();
  }

  @Override
  public RoaringBitmap deleted() {
    return deleted;
  }

  @Override
  public ColumnStatistics statistics(Column column) {
    return of(column).statistics;
  }

  @Override
  public ColumnReader reader(Column column) {
    reads.incrementAndGet();
    return of(column);
  }

  private synchronized Reader of(Column column) {
    return readers.computeIfAbsent(
        column.id(),
        id -> {
          int place = columns.stream().map(Column::id).toList().indexOf(id);
          List<Object> values = new ArrayList<>();
          rows.forEach(row -> values.add(place < 0 ? column.missing() : row[place]));
          return new Reader(values);
        });
  }

  private static final class Reader implements ColumnReader {
    private final List<Object> values;
    private final ColumnStatistics statistics;
    private final BytesVector bytes;

    Reader(List<Object> values) {
      this.values = values;
      List<Object> present = values.stream().filter(v -> v != null).sorted(Cells::compare).toList();
      Object least = present.isEmpty() ? null : present.getFirst();
      Object greatest = present.isEmpty() ? null : present.getLast();
      this.statistics =
          new ColumnStatistics(
              values.size(),
              values.size() - present.size(),
              least,
              greatest,
              Math.max(1, present.size()),
              false);
      this.bytes = least instanceof byte[] ? bytes() : null;
    }

    @Override
    public ColumnStatistics statistics() {
      return statistics;
    }

    @Override
    public boolean readNulls(int from, int count, boolean[] nulls, int at) {
      if (statistics.nulls() == 0) {
        return false;
      }
      for (int i = 0; i < count; i++) {
        nulls[at + i] = values.get(from + i) == null;
      }
      return true;
    }

    @Override
    public void readLongs(int from, int count, long[] target, int at) {
      for (int i = 0; i < count; i++) {
        Object value = values.get(from + i);
        target[at + i] = value == null ? 0 : (Long) value;
      }
    }

    @Override
    public void readDoubles(int from, int count, double[] target, int at) {
      for (int i = 0; i < count; i++) {
        Object value = values.get(from + i);
        target[at + i] = value == null ? 0 : (Double) value;
      }
    }

    @Override
    public void readInt128s(int from, int count, long[] high, long[] low, int at) {
      for (int i = 0; i < count; i++) {
        Object value = values.get(from + i);
        BigInteger number = value == null ? BigInteger.ZERO : (BigInteger) value;
        high[at + i] = number.shiftRight(64).longValue();
        low[at + i] = number.longValue();
      }
    }

    @Override
    public BytesVector readBytes(int from, int count) {
      if (bytes == null) {
        boolean[] nulls = new boolean[count];
        Arrays.fill(nulls, true);
        return new BytesVector(new byte[0], new int[count], new int[count], nulls);
      }
      return new BytesVector(
          bytes.data(),
          Arrays.copyOfRange(bytes.starts(), from, from + count),
          Arrays.copyOfRange(bytes.lengths(), from, from + count),
          bytes.nulls() == null ? null : Arrays.copyOfRange(bytes.nulls(), from, from + count),
          bytes.codes() == null ? null : Arrays.copyOfRange(bytes.codes(), from, from + count),
          bytes.dictionary());
    }

    private BytesVector bytes() {
      TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
      values.stream().filter(v -> v != null).forEach(v -> distinct.add((byte[]) v));
      boolean coded = distinct.size() * 4 < values.size();
      List<byte[]> entries =
          coded
              ? new ArrayList<>(distinct)
              : values.stream().map(v -> v == null ? new byte[0] : (byte[]) v).toList();
      int[] entryStarts = new int[entries.size() + 1];
      for (int i = 0; i < entries.size(); i++) {
        entryStarts[i + 1] = entryStarts[i] + entries.get(i).length;
      }
      byte[] data = new byte[entryStarts[entries.size()]];
      for (int i = 0; i < entries.size(); i++) {
        System.arraycopy(entries.get(i), 0, data, entryStarts[i], entries.get(i).length);
      }
      int[] starts = new int[values.size()];
      int[] lengths = new int[values.size()];
      boolean[] nulls = new boolean[values.size()];
      int[] codes = new int[values.size()];
      for (int i = 0; i < values.size(); i++) {
        nulls[i] = values.get(i) == null;
        codes[i] = coded && !nulls[i] ? distinct.headSet((byte[]) values.get(i)).size() : i;
        if (!nulls[i]) {
          starts[i] = entryStarts[codes[i]];
          lengths[i] = entryStarts[codes[i] + 1] - starts[i];
        } else {
          codes[i] = 0;
        }
      }
      boolean[] flags = statistics.nulls() == 0 ? null : nulls;
      return coded
          ? new BytesVector(
              data, starts, lengths, flags, codes, new BytesVector.Dictionary(data, entryStarts))
          : new BytesVector(data, starts, lengths, flags);
    }
  }
}
