package io.armillaria.storage.column;

import java.math.BigInteger;

/// What is known of a chunk without decoding it.
///
/// @param rows rows, NULLs included
/// @param nulls how many are NULL
/// @param minimum the least value that is not NULL, or null when all are NULL or it is not known: a
///   Long, Double, BigInteger or byte[] by the layout. Doubles order NaN above all others, and -0.0
///   counts as 0.0. A byte[] may be a prefix, and is then a lower bound
/// @param maximum the greatest value, or an upper bound for byte[]; null when not known
/// @param distinct an estimate of the number of distinct values, at least 1 when one is not NULL
/// @param sorted whether the values ascend and none is NULL
public record ColumnStatistics(
    int rows, int nulls, Object minimum, Object maximum, int distinct, boolean sorted) {
  /// Those of no rows; merging it with others changes nothing.
  public static final ColumnStatistics EMPTY = new ColumnStatistics(0, 0, null, null, 0, true);

  /// The statistics of these rows followed by those of `next`, a chunk of the same layout. The
  /// distinct estimate is a sum where the ranges do not meet or both sides are nearly unique, else
  /// the larger one.
  ///
  /// @throws ArithmeticException when there are more rows than an int counts
  public ColumnStatistics followedBy(ColumnStatistics next) {
    if (next.rows == 0) {
      return this;
    }
    if (rows == 0) {
      return next;
    }
    return new ColumnStatistics(
        Math.addExact(rows, next.rows),
        nulls + next.nulls,
        bound(next, minimum, next.minimum, -1),
        bound(next, maximum, next.maximum, 1),
        mergedDistinct(next),
        sorted && next.sorted && isBefore(next));
  }

  /// How many rows are not NULL.
  public int values() {
    return rows - nulls;
  }

  /// The outer one of two bounds; null when one that counts is not known.
  private Object bound(ColumnStatistics next, Object mine, Object theirs, int sign) {
    if (next.values() == 0) {
      return mine;
    }
    if (values() == 0) {
      return theirs;
    }
    if (mine == null || theirs == null) {
      return null;
    }
    return ColumnVectors.compareValues(mine, theirs) * sign >= 0 ? mine : theirs;
  }

  private boolean isBefore(ColumnStatistics next) {
    return maximum != null
        && next.minimum != null
        && ColumnVectors.compareValues(maximum, next.minimum) <= 0;
  }

  private int mergedDistinct(ColumnStatistics next) {
    boolean apart = isBefore(next) || next.isBefore(this);
    long sum = (long) distinct + next.distinct;
    long merged =
        apart || (isUnique() && next.isUnique()) ? sum : Math.max(distinct, next.distinct);
    if (minimum instanceof Long && next.minimum instanceof Long) {
      merged = Math.min(merged, width(next));
    }
    return (int) Math.min(merged, (long) values() + next.values());
  }

  private boolean isUnique() {
    return distinct > values() - values() / 10;
  }

  /// How many whole numbers the two ranges span.
  private long width(ColumnStatistics next) {
    BigInteger least = BigInteger.valueOf(Math.min((Long) minimum, (Long) next.minimum));
    BigInteger most = BigInteger.valueOf(Math.max((Long) maximum, (Long) next.maximum));
    return most.subtract(least)
        .add(BigInteger.ONE)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}
