package io.armillaria.execution.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Characters (code points) in UTF-8.
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  static boolean ascii(byte[] data, int start, int length) {
    int at = start;
    int end = start + length;
    for (; at + 8 <= end; at += 8) {
      if (((long) LONGS.get(data, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (data[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /// The number of characters.
  static int count(byte[] data, int start, int length) {
    int count = 0;
    for (int i = start; i < start + length; i++) {
      count += first(data[i]) ? 1 : 0;
    }
    return count;
  }

  /// The place `characters` after `start`, but not beyond `end`.
  static int skip(byte[] data, int start, int end, long characters) {
    int at = start;
    for (long left = characters; left > 0 && at < end; left--) {
      at++;
      while (at < end && !first(data[at])) {
        at++;
      }
    }
    return at;
  }

  /// The place `characters` before `end`, but not before `start`; -1 when there are fewer.
  static int skipBack(byte[] data, int start, int end, int characters) {
    int at = end;
    for (int left = characters; left > 0; left--) {
      if (at == start) {
        return -1;
      }
      at--;
      while (at > start && !first(data[at])) {
        at--;
      }
    }
    return at;
  }

  /// Whether a byte begins a character.
  static boolean first(byte b) {
    return (b & 0xC0) != 0x80;
  }

  /// The first place from `from` to `end` where `sought` begins and ends before `end`; -1 for none.
  static int indexOf(byte[] data, int from, int end, byte[] sought) {
    int length = sought.length;
    if (length == 0) {
      return from;
    }
    int last = end - length;
    int at = from;
    if (length > 1) {
      long first = repeated(sought[0]);
      long second = repeated(sought[1]);
      // eight places at once: those where the first two bytes are right are looked at
      for (; at <= last && at + Long.BYTES < data.length; at += Long.BYTES) {
        long places =
            zeros((long) LONGS.get(data, at) ^ first)
                & zeros((long) LONGS.get(data, at + 1) ^ second);
        for (; places != 0; places &= places - 1) {
          int place = at + (Long.numberOfTrailingZeros(places) >>> 3);
          if (place > last) {
            return -1;
          }
          if (matches(data, place, sought)) {
            return place;
          }
        }
      }
    }
    byte head = sought[0];
    for (; at <= last; at++) {
      if (data[at] == head && matches(data, at, sought)) {
        return at;
      }
    }
    return -1;
  }

  private static long repeated(byte value) {
    return (value & 0xFFL) * 0x0101010101010101L;
  }

  /// The highest bit of each byte that is zero.
  private static long zeros(long bytes) {
    return ~(((bytes & LOW) + LOW) | bytes | LOW);
  }

  private static boolean matches(byte[] data, int at, byte[] sought) {
    for (int i = 1; i < sought.length; i++) {
      if (data[at + i] != sought[i]) {
        return false;
      }
    }
    return true;
  }
}
