package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.stream.IntStream;

/// The build side of a hash join: rows in columns, and how to find them: a [DenseIndex] where that
/// will do, else for each slot of a hash table the chain of rows whose hashes lead there,
/// ascending. Immutable once built, but for the matched flags.
final class JoinTable {
  /// What a row takes here at most: its places in a [DenseIndex], which are more than its hash and
  /// its heads; its place in a chain, its flag, and its bits in a [KeySet].
  static final int BYTES_A_ROW = 16 * Integer.BYTES + Integer.BYTES + 1 + Long.BYTES;

  private static final long KINDS = 0xFFFFFFFF00000000L;

  private final RowSet rows;
  private final ColumnVector[] keys;
  private final DenseIndex dense;
  private final long[] hashes;
  // one more than the chain's first row, and above it a bit for each kind of hash in the chain:
  // a row that finds no partner mostly ends here, without touching the rows
  private final long[] heads;
  private final int[] next;
  private final boolean[] matched;

  /// @param nullSafe by key: rows with NULL in another key are in no chain
  /// @param kind says whether rows that found a partner are to be known at the end
  JoinTable(Query query, RowSet rows, int[] keyColumns, boolean[] nullSafe, JoinKind kind) {
    this.rows = rows;
    this.keys = Keys.of(rows.columns(), keyColumns);
    this.matched = kind.keepsRight() ? new boolean[rows.rows()] : null;
    this.dense =
        keys.length == 1
                && !nullSafe[0]
                && kind != JoinKind.NULL_AWARE_ANTI
                && keys[0] instanceof LongVector key
            ? DenseIndex.of(query, key, rows.rows())
            : null;
    if (dense != null) {
      this.hashes = null;
      this.heads = null;
      this.next = null;
      return;
    }
    this.hashes = new long[rows.rows()];
    this.heads = new long[slots(rows.rows())];
    this.next = new int[rows.rows()];
    int ranges = (rows.rows() + RowSetSource.MORSEL - 1) / RowSetSource.MORSEL;
    Team.forEach(
        query.threads(),
        ranges,
        range -> {
          query.check();
          int from = range * RowSetSource.MORSEL;
          int to = (int) Math.min(rows.rows(), (long) from + RowSetSource.MORSEL);
          Hashes.of(keys, from, to, hashes);
        });
    link(query, Keys.excluded(keys, nullSafe));
  }

  RowSet rows() {
    return rows;
  }

  ColumnVector[] keys() {
    return keys;
  }

  boolean[] matched() {
    return matched;
  }

  /// Null when rows are found by their hashes.
  DenseIndex dense() {
    return dense;
  }

  /// One more than the first row of the chain for `hash`; 0 when it is empty.
  int first(long hash) {
    long head = heads[(int) hash & (heads.length - 1)];
    return (head & bit(hash)) == 0 ? 0 : (int) head;
  }

  /// One more than the row after `row` in its chain; 0 at its end.
  int after(int row) {
    return next[row];
  }

  long hash(int row) {
    return hashes[row];
  }

  /// The rows that are in no chain, because a key is NULL that is not null-safe.
  int[] rowsWithNull(Query query, boolean[] nullSafe) {
    ColumnVector[] excluding = Keys.excluded(keys, nullSafe);
    return excluding.length == 0
        ? new int[0]
        : IntStream.range(0, rows.rows())
            .peek(query::check)
            .filter(row -> Keys.anyNull(excluding, row))
            .toArray();
  }

  private void link(Query query, ColumnVector[] excluding) {
    int mask = heads.length - 1;
    for (int row = rows.rows() - 1; row >= 0; row--) {
      query.check(row);
      if (!Keys.anyNull(excluding, row)) {
        int slot = (int) hashes[row] & mask;
        long head = heads[slot];
        next[row] = (int) head;
        heads[slot] = (head & KINDS) | bit(hashes[row]) | (row + 1);
      }
    }
  }

  /// One of the upper 32 bits, by the upper five bits of the hash.
  private static long bit(long hash) {
    return 1L << (32 + (hash >>> 59));
  }

  private static int slots(int rows) {
    return (int) Math.min(1 << 28, Long.highestOneBit(Math.max(16L, rows) * 2 - 1));
  }
}
