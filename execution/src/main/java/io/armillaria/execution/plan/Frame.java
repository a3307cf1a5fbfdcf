package io.armillaria.execution.plan;

import io.armillaria.execution.expression.Expression;

/// The rows of a partition that a window function sees from a row: from `start` to `end`, both
/// included, without what `exclusion` leaves out.
///
/// @param rows whether CURRENT ROW means the row alone, as in ROWS; in RANGE it means all its peers
public record Frame(boolean rows, Bound start, Bound end, Exclusion exclusion) {
  /// The whole partition.
  public static final Frame ALL =
      new Frame(false, new Unbounded(), new Unbounded(), Exclusion.NOTHING);

  public sealed interface Bound {}

  /// The partition's first row for a start, its last one for an end.
  public record Unbounded() implements Bound {}

  public record CurrentRow() implements Bound {}

  /// A number of rows before or after the current one. The number is without columns, BIGINT.
  public record Rows(Expression count, boolean following) implements Bound {}

  /// The first row, for a start, or the last one, for an end, whose `key` is not beyond the value
  /// that the current row has in column `limit`; both columns are of one type. For a row with a
  /// NULL key its peers. The window has one sort key, which orders `key` as well.
  public record Value(int key, int limit) implements Bound {}

  public enum Exclusion {
    NOTHING,
    CURRENT_ROW,
    PEERS,
    OTHER_PEERS
  }

  /// Whether each row sees the whole partition.
  public boolean isWhole() {
    return start instanceof Unbounded && end instanceof Unbounded && exclusion == Exclusion.NOTHING;
  }
}
