package io.armillaria.storage.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Orders byte strings as unsigned bytes: a merge sort that looks at the first eight bytes of each
/// before the rest.
final class BytesSort {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] data;
  private final int[] starts;
  private final int[] lengths;
  private final long[] prefixes;

  private BytesSort(byte[] data, int[] starts, int[] lengths) {
    this.data = data;
    this.starts = starts;
    this.lengths = lengths;
    prefixes = new long[starts.length];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = prefix(data, starts[i], lengths[i]);
    }
  }

  /// The strings' places, in ascending order of the strings; equal ones stay in their order.
  static int[] order(byte[] data, int[] starts, int[] lengths) {
    int[] order = new int[starts.length];
    Arrays.setAll(order, i -> i);
    new BytesSort(data, starts, lengths).sort(order, order.clone(), 0, order.length);
    return order;
  }

  /// Sorts `from[low .. high)` into `to`; both hold the same places there.
  private void sort(int[] to, int[] from, int low, int high) {
    if (high - low < 2) {
      return;
    }
    int middle = (low + high) >>> 1;
    sort(from, to, low, middle);
    sort(from, to, middle, high);
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft = right == high || (left < middle && compare(from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int left, int right) {
    int prefix = Long.compareUnsigned(prefixes[left], prefixes[right]);
    return prefix != 0
        ? prefix
        : Arrays.compareUnsigned(
            data,
            starts[left],
            starts[left] + lengths[left],
            data,
            starts[right],
            starts[right] + lengths[right]);
  }

  /// The first eight bytes as a number that orders like them, unsigned; zeros where there are
  /// fewer.
  static long prefix(byte[] data, int start, int length) {
    if (length >= Long.BYTES) {
      return (long) BIG_ENDIAN.get(data, start);
    }
    long prefix = 0;
    for (int i = 0; i < length; i++) {
      prefix |= (data[start + i] & 0xFFL) << (56 - 8 * i);
    }
    return prefix;
  }
}
