package io.armillaria.execution.batch;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;

/// Copies each value's bytes; of rows that come from one dictionary, each entry's bytes only once.
final class GrowingBytes extends GrowingColumn {
  /// Bytes below which a bound is as good as the number itself.
  private static final int FEW = 1 << 16;

  private byte[] data = new byte[0];
  private int used;
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private BytesVector.Dictionary dictionary;
  // where an entry of `dictionary` lies in `data`, -1 when it has not been copied yet
  private int[] places;
  private BytesVector.Dictionary measured;
  private int longest;

  @Override
  GrowingColumn empty() {
    return new GrowingBytes();
  }

  @Override
  public ColumnVector vector() {
    return new BytesVector(data, starts, lengths, nulls());
  }

  @Override
  int width() {
    return 2 * Integer.BYTES;
  }

  @Override
  long valueBytes() {
    return data.length;
  }

  @Override
  long valueGrowth(ColumnVector source, int[] selection, int count) {
    BytesVector from = (BytesVector) source;
    long most = from.dictionary() == null ? FEW : (long) count * longest(from.dictionary());
    long wanted = used + (most < FEW ? most : lengths(from, selection, count));
    return wanted > data.length ? Math.max(wanted, data.length * 2L) : 0;
  }

  @Override
  void clearValues() {
    used = 0;
    dictionary = null;
  }

  /// The length of the longest entry.
  private int longest(BytesVector.Dictionary entries) {
    if (!entries.equals(measured)) {
      measured = entries;
      longest = 0;
      int[] offsets = entries.starts();
      for (int i = 0; i < entries.size(); i++) {
        longest = Math.max(longest, offsets[i + 1] - offsets[i]);
      }
    }
    return longest;
  }

  private static long lengths(BytesVector from, int[] selection, int count) {
    long sum = 0;
    if (selection == null) {
      for (int i = 0; i < count; i++) {
        sum += from.lengths()[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        sum += from.lengths()[selection[i]];
      }
    }
    return sum;
  }

  @Override
  void resize(int size) {
    starts = Arrays.copyOf(starts, size);
    lengths = Arrays.copyOf(lengths, size);
  }

  @Override
  void write(ColumnVector source, int[] selection, int count, int at) {
    BytesVector from = (BytesVector) source;
    if (from.dictionary() != null) {
      writeCoded(from, selection, count, at);
      return;
    }
    for (int i = 0; i < count; i++) {
      copy(from, selection == null ? i : selection[i], at + i);
    }
  }

  @Override
  void writeOne(ColumnVector source, int row, int at) {
    copy((BytesVector) source, row, at);
  }

  @Override
  int adopt(GrowingColumn source) {
    GrowingBytes other = (GrowingBytes) source;
    room(other.used);
    System.arraycopy(other.data, 0, data, used, other.used);
    int base = used;
    used += other.used;
    return base;
  }

  @Override
  void copyRange(GrowingColumn source, int from, int count, int at, int base) {
    GrowingBytes other = (GrowingBytes) source;
    System.arraycopy(other.lengths, from, lengths, at, count);
    for (int i = 0; i < count; i++) {
      starts[at + i] = other.starts[from + i] + base;
    }
  }

  private void writeCoded(BytesVector from, int[] selection, int count, int at) {
    if (!from.dictionary().equals(dictionary)) {
      dictionary = from.dictionary();
      places = new int[dictionary.size()];
      Arrays.fill(places, -1);
    }
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      if (from.isNull(row)) {
        starts[at + i] = 0;
        lengths[at + i] = 0;
        continue;
      }
      int code = from.codes()[row];
      if (places[code] < 0) {
        copy(from, row, at + i);
        places[code] = starts[at + i];
      } else {
        starts[at + i] = places[code];
        lengths[at + i] = from.lengths()[row];
      }
    }
  }

  private void copy(BytesVector from, int row, int at) {
    int length = from.isNull(row) ? 0 : from.lengths()[row];
    room(length);
    System.arraycopy(from.data(), length == 0 ? 0 : from.starts()[row], data, used, length);
    starts[at] = used;
    lengths[at] = length;
    used += length;
  }

  private void room(int more) {
    if ((long) used + more > data.length) {
      data = Arrays.copyOf(data, grown(data.length, (long) used + more));
    }
  }
}
