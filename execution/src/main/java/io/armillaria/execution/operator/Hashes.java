package io.armillaria.execution.operator;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// 64-bit hashes of key columns. Equal keys (NULL equals NULL, -0.0 equals 0.0, NaN equals NaN)
/// have equal hashes. The hash of a single key of layout LONG is one-to-one, NULL apart.
final class Hashes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD6E8FEB86659FD93L;
  private static final long NULL = 0x2545F4914F6CDD1DL;

  private Hashes() {}

  /// Writes the hash of each row `from` to `to` of the key columns to `target`, at the row's place.
  static void of(ColumnVector[] keys, int from, int to, long[] target) {
    for (int i = from; i < to; i++) {
      target[i] = 0;
    }
    for (int key = 0; key < keys.length; key++) {
      combine(keys[key], null, from, to, target);
    }
  }

  /// Like [#of] for the rows `selection[0 .. count)`, or the first `count` when it is null.
  static void of(ColumnVector[] keys, int[] selection, int count, long[] target) {
    if (selection == null) {
      of(keys, 0, count, target);
      return;
    }
    for (int k = 0; k < count; k++) {
      target[selection[k]] = 0;
    }
    for (ColumnVector key : keys) {
      combine(key, selection, 0, count, target);
    }
  }

  static long mix(long value) {
    long h = value * FACTOR;
    h ^= h >>> 32;
    h *= SECOND;
    return h ^ (h >>> 32);
  }

  private static void combine(ColumnVector key, int[] selection, int from, int to, long[] target) {
    boolean[] nulls = key.nulls();
    switch (key) {
      case LongVector v -> longs(v.values(), nulls, selection, from, to, target);
      case DoubleVector v -> {
        for (int k = from; k < to; k++) {
          int i = selection == null ? k : selection[k];
          long bits = Double.doubleToLongBits(v.values()[i] + 0.0);
          target[i] = mix(target[i] * 31 + (nulls != null && nulls[i] ? NULL : bits));
        }
      }
      case Int128Vector v -> {
        for (int k = from; k < to; k++) {
          int i = selection == null ? k : selection[k];
          long bits = v.low()[i] ^ mix(v.high()[i]);
          target[i] = mix(target[i] * 31 + (nulls != null && nulls[i] ? NULL : bits));
        }
      }
      case BytesVector v -> {
        for (int k = from; k < to; k++) {
          int i = selection == null ? k : selection[k];
          long bits =
              nulls != null && nulls[i] ? NULL : bytes(v.data(), v.starts()[i], v.lengths()[i]);
          target[i] = mix(target[i] * 31 + bits);
        }
      }
    }
  }

  private static void longs(
      long[] values, boolean[] nulls, int[] selection, int from, int to, long[] target) {
    if (nulls == null && selection == null) {
      for (int i = from; i < to; i++) {
        target[i] = mix(target[i] * 31 + values[i]);
      }
      return;
    }
    for (int k = from; k < to; k++) {
      int i = selection == null ? k : selection[k];
      target[i] = mix(target[i] * 31 + (nulls != null && nulls[i] ? NULL : values[i]));
    }
  }

  private static long bytes(byte[] data, int start, int length) {
    long h = length;
    int at = start;
    int left = length;
    for (; left >= 8; left -= 8, at += 8) {
      h = mix(h ^ (long) LONGS.get(data, at));
    }
    long rest = 0;
    for (int i = 0; i < left; i++) {
      rest |= (data[at + i] & 0xFFL) << (8 * i);
    }
    return mix(h ^ rest);
  }
}
