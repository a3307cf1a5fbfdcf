package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/// The values of an INSERT that need no planning: literals and parameters.
final class ValuesCells {
  private final Map<Integer, DataType> parameters = new TreeMap<>();

  /// The types of the parameters met so far, by index.
  Map<Integer, DataType> parameters() {
    return parameters;
  }

  /// The value as an expression; empty for one that has to be planned.
  Optional<Expression> simple(SqlNode cell, Column column) {
    return switch (cell) {
      case SqlDynamicParam parameter -> Optional.of(parameter(parameter.getIndex(), column));
      case SqlNumericLiteral number -> number(number, false);
      case SqlCharStringLiteral text -> text(text);
      case SqlLiteral literal -> literal(literal, column);
      case SqlCall call
          when call.getKind() == SqlKind.MINUS_PREFIX
              && call.operand(0) instanceof SqlNumericLiteral number ->
          number(number, true);
      case SqlCall call when call.getOperator().equals(SequenceCalls.NEXT) -> number(call, column);
      default -> Optional.empty();
    };
  }

  private static Optional<Expression> number(SqlCall call, Column column) {
    long index = ((SqlLiteral) call.operand(0)).longValue(true);
    boolean inRange =
        column
            .identity()
            .filter(each -> SequenceRange.of(column.type()).holds(each.sequence()))
            .isPresent();
    return Optional.of(
        new Expression.Call(
            Function.NEXT_NUMBER,
            List.of(Literals.ofLong(index, Plain.INTEGER)),
            inRange ? column.type() : Plain.BIGINT));
  }

  private Expression parameter(int index, Column column) {
    DataType type =
        switch (column.type()) {
          case DataType.Char _, DataType.Varchar _ -> new DataType.Varchar(DataType.UNLIMITED);
          case DataType.Binary _, DataType.Varbinary _ ->
              new DataType.Varbinary(DataType.UNLIMITED);
          case DataType other -> other;
        };
    parameters.put(index, type);
    return new Expression.Parameter(index, type);
  }

  private static Optional<Expression> literal(SqlLiteral literal, Column column) {
    if (literal.getTypeName() == SqlTypeName.NULL) {
      return Optional.of(Literals.ofNull(column.type()));
    }
    return literal.getTypeName() == SqlTypeName.BOOLEAN
        ? Optional.of(literal.booleanValue() ? Literals.TRUE : Literals.FALSE)
        : Optional.empty();
  }

  private static Optional<Expression> text(SqlCharStringLiteral literal) {
    NlsString text = (NlsString) literal.getValue();
    return text != null && text.getCharsetName() == null
        ? Optional.of(Literals.ofFixedText(text.getValue()))
        : Optional.empty();
  }

  private static Optional<Expression> number(SqlNumericLiteral literal, boolean negative) {
    if (!(literal.getValue() instanceof BigDecimal magnitude)) {
      return Optional.empty();
    }
    BigDecimal number = negative ? magnitude.negate() : magnitude;
    return Literals.exactly(number, type(literal, number)).map(Expression.class::cast);
  }

  private static DataType type(SqlNumericLiteral literal, BigDecimal number) {
    if (!literal.isExact()) {
      return Plain.DOUBLE;
    }
    int scale = Math.max(0, number.scale());
    if (scale == 0 && number.precision() <= 18) {
      return Literals.exactly(number, Plain.INTEGER).isPresent() ? Plain.INTEGER : Plain.BIGINT;
    }
    int precision = Math.max(number.precision(), scale);
    return precision <= DataType.MAX_DECIMAL_PRECISION
        ? new DataType.Decimal(precision, scale)
        : Plain.DOUBLE;
  }
}
