package io.armillaria.storage.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/// Finds the commit of a row of the changelog. It counts the commits' changes as far as rows are
/// asked for, and remembers every so many rows where it is. Safe for many threads.
final class ChangeIndex {
  private static final int STEP = 1024;

  /// The changes of a commit.
  private final LongToIntFunction changes;

  /// Where row 0, row STEP, row 2 * STEP ... is, or the first one behind it that begins a commit.
  private final List<Place> places = new ArrayList<>();

  private Place at = new Place(1, 0);

  /// @param commit its number
  /// @param row that of its first change
  record Place(long commit, long row) {}

  ChangeIndex(LongToIntFunction changes) {
    this.changes = changes;
    places.add(at);
  }

  /// The commit that has the row, which must exist.
  synchronized Place find(long row) {
    if (at.row() > row) {
      int step = (int) Math.min(row / STEP, places.size() - 1L);
      while (places.get(step).row() > row) {
        step--;
      }
      at = places.get(step);
    }
    while (true) {
      long next = at.row() + changes.applyAsInt(at.commit());
      if (next > row) {
        return at;
      }
      at = new Place(at.commit() + 1, next);
      if (next >= (long) places.size() * STEP) {
        places.add(at);
      }
    }
  }
}
