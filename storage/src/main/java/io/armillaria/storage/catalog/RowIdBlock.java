package io.armillaria.storage.catalog;

/// Row ids of a table that this process has reserved and not given out. Guarded by its owner.
final class RowIdBlock {
  private static final long LARGEST = 1 << 16;

  private long first;
  private long end;
  private long size = 256;

  long left() {
    return end - first;
  }

  /// How many to reserve when so many are needed; the next time twice as many.
  long next(long needed) {
    long next = Math.max(needed, size);
    size = Math.min(LARGEST, 2 * size);
    return next;
  }

  /// Adds a reserved block; what is left of the one before is lost, unless they adjoin.
  void add(long start, long rows) {
    if (start != end) {
      first = start;
    }
    end = start + rows;
  }

  long take(long rows) {
    long taken = first;
    first += rows;
    return taken;
  }
}
