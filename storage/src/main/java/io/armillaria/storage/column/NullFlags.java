package io.armillaria.storage.column;

import java.util.Arrays;

/// The NULL flags of a vector in the making; no array until the first NULL.
final class NullFlags {
  private boolean[] flags;

  void set(int row, int capacity) {
    flags = flags == null ? new boolean[capacity] : grown(capacity);
    flags[row] = true;
  }

  void copy(boolean[] source, int from, int rows, int at, int capacity) {
    if (source == null || NullCount.of(source, from, rows) == 0) {
      return;
    }
    flags = flags == null ? new boolean[capacity] : grown(capacity);
    System.arraycopy(source, from, flags, at, rows);
  }

  /// The flags with room for `capacity` rows, or null when no row is NULL; begins anew.
  boolean[] take(int capacity) {
    boolean[] taken = flags == null ? null : grown(capacity);
    flags = null;
    return taken;
  }

  /// The same as [#take], but going on.
  boolean[] view(int capacity) {
    flags = flags == null ? null : grown(capacity);
    return flags;
  }

  private boolean[] grown(int capacity) {
    return flags.length < capacity ? Arrays.copyOf(flags, capacity) : flags;
  }
}
