package io.armillaria.sql.planner;

/// What is thought to be known of a plan's column.
///
/// @param distinct values that are different, at least 1
/// @param domain what `distinct` was before rows were filtered: the values that another column may
///   be joined with
/// @param nulls the share of rows that are NULL
/// @param least a bound of the values as numbers of the column's layout; NaN when not known
record ColumnEstimate(double distinct, double domain, double nulls, double least, double greatest) {
  static ColumnEstimate unknown(double rows) {
    double distinct = Math.max(1, rows);
    return new ColumnEstimate(distinct, distinct, 0, Double.NaN, Double.NaN);
  }

  /// The same column when each of `rows` rows has a value of its own.
  ColumnEstimate unique(double rows) {
    return new ColumnEstimate(rows, rows, nulls, least, greatest);
  }

  boolean isBounded() {
    return !Double.isNaN(least) && !Double.isNaN(greatest);
  }

  /// The same column when only some of `rows` rows are left.
  ColumnEstimate among(double rows, double left) {
    if (left >= rows) {
      return this;
    }
    return withDistinct(Estimates.drawn(distinct, rows, Math.max(left, 0)));
  }

  ColumnEstimate withDistinct(double fewer) {
    return new ColumnEstimate(
        Math.max(1, Math.min(fewer, distinct)), domain, nulls, least, greatest);
  }

  /// The same column with these bounds where they are narrower.
  ColumnEstimate within(double low, double high) {
    return isBounded()
        ? new ColumnEstimate(
            distinct, domain, nulls, Math.max(least, low), Math.min(greatest, high))
        : this;
  }
}
