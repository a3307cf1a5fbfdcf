package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.type.DataType;

/// Values on their way into a table's columns.
final class Assignments {
  private final Casts casts;

  Assignments(Casts casts) {
    this.casts = casts;
  }

  /// `value` as it is stored in `column`.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException TypeMismatch for types that do not
  ///   convert by themselves
  Expression assigned(Expression value, Column column) {
    boolean isNull = value instanceof Expression.Literal literal && literal.value() == null;
    if (!isNull && !isAssignable(value.type(), column.type())) {
      throw new Failure.TypeMismatch(
              "Column "
                  + column.name()
                  + " is of type "
                  + column.type().sql()
                  + ", but the value is of type "
                  + value.type().sql()
                  + ". Write a CAST.")
          .raise();
    }
    return casts.assigned(value, column.type());
  }

  /// Numbers go into numbers, points in time into each other, anything into text, and text into
  /// anything that can be read from it.
  private static boolean isAssignable(DataType from, DataType to) {
    if (from.equals(to) || Casts.isText(from) || Casts.isText(to)) {
      return true;
    }
    if (Numbers.isNumber(from)) {
      return Numbers.isNumber(to);
    }
    if (Casts.isDatetime(from)) {
      return Casts.isDatetime(to) || to instanceof DataType.Time;
    }
    return Casts.sameValues(from, to);
  }
}
