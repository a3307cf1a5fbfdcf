package io.armillaria.sql.planner;

import static java.util.Map.entry;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/// The functions that are called by name.
final class FunctionCalls {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);

  /// How the arguments are brought to fitting types.
  private enum Shape {
    /// as they are
    PLAIN,
    /// all DOUBLE
    DOUBLES,
    /// the first of the result's type, then whole numbers
    ROUNDING,
    /// text, then text and whole numbers as they come
    TEXT,
    /// text with the trailing blanks of its type
    PADDED
  }

  private record Mapping(Function function, Shape shape) {}

  private static final Map<String, Mapping> BY_NAME =
      Map.ofEntries(
          entry("ABS", new Mapping(Function.ABS, Shape.ROUNDING)),
          entry("SIGN", new Mapping(Function.SIGN, Shape.ROUNDING)),
          entry("FLOOR", new Mapping(Function.FLOOR, Shape.PLAIN)),
          entry("CEIL", new Mapping(Function.CEILING, Shape.PLAIN)),
          entry("ROUND", new Mapping(Function.ROUND, Shape.ROUNDING)),
          entry("TRUNCATE", new Mapping(Function.TRUNCATE, Shape.ROUNDING)),
          entry("TRUNC", new Mapping(Function.TRUNCATE, Shape.ROUNDING)),
          entry("SQRT", new Mapping(Function.SQRT, Shape.DOUBLES)),
          entry("CBRT", new Mapping(Function.CBRT, Shape.DOUBLES)),
          entry("POWER", new Mapping(Function.POWER, Shape.DOUBLES)),
          entry("EXP", new Mapping(Function.EXP, Shape.DOUBLES)),
          entry("LN", new Mapping(Function.LN, Shape.DOUBLES)),
          entry("LOG10", new Mapping(Function.LOG10, Shape.DOUBLES)),
          entry("SIN", new Mapping(Function.SIN, Shape.DOUBLES)),
          entry("COS", new Mapping(Function.COS, Shape.DOUBLES)),
          entry("TAN", new Mapping(Function.TAN, Shape.DOUBLES)),
          entry("COT", new Mapping(Function.COT, Shape.DOUBLES)),
          entry("ASIN", new Mapping(Function.ASIN, Shape.DOUBLES)),
          entry("ACOS", new Mapping(Function.ACOS, Shape.DOUBLES)),
          entry("ATAN", new Mapping(Function.ATAN, Shape.DOUBLES)),
          entry("ATAN2", new Mapping(Function.ATAN2, Shape.DOUBLES)),
          entry("DEGREES", new Mapping(Function.DEGREES, Shape.DOUBLES)),
          entry("RADIANS", new Mapping(Function.RADIANS, Shape.DOUBLES)),
          entry("PI", new Mapping(Function.PI, Shape.DOUBLES)),
          entry("RAND", new Mapping(Function.RANDOM, Shape.DOUBLES)),
          entry("||", new Mapping(Function.CONCAT, Shape.PADDED)),
          entry("UPPER", new Mapping(Function.UPPER, Shape.TEXT)),
          entry("LOWER", new Mapping(Function.LOWER, Shape.TEXT)),
          entry("INITCAP", new Mapping(Function.INITCAP, Shape.TEXT)),
          entry("CHAR_LENGTH", new Mapping(Function.LENGTH, Shape.TEXT)),
          entry("CHARACTER_LENGTH", new Mapping(Function.LENGTH, Shape.TEXT)),
          entry("LENGTH", new Mapping(Function.LENGTH, Shape.TEXT)),
          entry("OCTET_LENGTH", new Mapping(Function.OCTET_LENGTH, Shape.PLAIN)),
          entry("SUBSTRING", new Mapping(Function.SUBSTRING, Shape.TEXT)),
          entry("SUBSTR", new Mapping(Function.SUBSTRING, Shape.TEXT)),
          entry("POSITION", new Mapping(Function.POSITION, Shape.TEXT)),
          entry("REPLACE", new Mapping(Function.REPLACE, Shape.TEXT)),
          entry("OVERLAY", new Mapping(Function.OVERLAY, Shape.TEXT)),
          entry("LEFT", new Mapping(Function.LEFT, Shape.TEXT)),
          entry("RIGHT", new Mapping(Function.RIGHT, Shape.TEXT)),
          entry("LPAD", new Mapping(Function.LPAD, Shape.TEXT)),
          entry("RPAD", new Mapping(Function.RPAD, Shape.TEXT)),
          entry("REPEAT", new Mapping(Function.REPEAT, Shape.TEXT)),
          entry("REVERSE", new Mapping(Function.REVERSE, Shape.TEXT)),
          entry("ASCII", new Mapping(Function.ASCII, Shape.TEXT)),
          entry("CHR", new Mapping(Function.CHR, Shape.TEXT)),
          entry("CURRENT_DATE", new Mapping(Function.CURRENT_DATE, Shape.PLAIN)),
          entry("CURRENT_TIME", new Mapping(Function.CURRENT_TIME, Shape.PLAIN)),
          entry("LOCALTIME", new Mapping(Function.CURRENT_TIME, Shape.PLAIN)),
          entry("CURRENT_TIMESTAMP", new Mapping(Function.CURRENT_TIMESTAMP, Shape.PLAIN)),
          entry("NOW", new Mapping(Function.CURRENT_TIMESTAMP, Shape.PLAIN)),
          entry(SequenceCalls.NEXT_NAME, new Mapping(Function.NEXT_NUMBER, Shape.PLAIN)),
          entry(SequenceCalls.CURRENT_NAME, new Mapping(Function.CURRENT_NUMBER, Shape.PLAIN)),
          entry("RANDOM", new Mapping(Function.RANDOM, Shape.DOUBLES)),
          entry("LOCALTIMESTAMP", new Mapping(Function.LOCAL_TIMESTAMP, Shape.PLAIN)));

  private final Casts casts;

  FunctionCalls(Casts casts) {
    this.casts = casts;
  }

  Expression call(RexCall call, List<Expression> arguments) {
    return switch (call.getKind()) {
      case LIKE, SIMILAR, RLIKE -> like(call, arguments);
      case TRIM, LTRIM, RTRIM -> trim(call, arguments);
      case GREATEST, GREATEST_PG -> extreme(Function.GREATER_OR_EQUAL, call, arguments);
      case CONCAT_WITH_NULL -> concatenated(call, arguments);
      case ROW -> throw new Failure.Unsupported("A ROW as a value").raise();
      case ARRAY_VALUE_CONSTRUCTOR, ARRAY_QUERY_CONSTRUCTOR ->
          throw new Failure.Unsupported("An ARRAY as a value").raise();
      case LEAST, LEAST_PG -> extreme(Function.LESS_OR_EQUAL, call, arguments);
      default -> named(call, arguments);
    };
  }

  private Expression named(RexCall call, List<Expression> arguments) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    Mapping mapping = BY_NAME.get(name);
    if (name.equals("STRPOS")) {
      mapping = new Mapping(Function.POSITION, Shape.TEXT);
      arguments = List.of(arguments.get(1), arguments.get(0));
    }
    if (mapping == null) {
      throw new Failure.UndefinedFunction(name, "Function " + name + " is not supported.").raise();
    }
    DataType type = ExpressionTypes.of(call.getType());
    List<Expression> fitted =
        switch (mapping.shape) {
          case PLAIN -> values(arguments, mapping.function);
          case DOUBLES -> arguments.stream().map(each -> casts.to(each, Plain.DOUBLE)).toList();
          case ROUNDING -> rounding(arguments, rounded(arguments.getFirst().type(), type));
          case TEXT -> arguments.stream().map(this::textOrCount).toList();
          case PADDED -> arguments.stream().map(this::textOrCount).map(this::padded).toList();
        };
    DataType computed =
        switch (mapping.shape) {
          case DOUBLES -> Plain.DOUBLE;
          case ROUNDING -> fitted.getFirst().type();
          case PLAIN, TEXT, PADDED -> type;
        };
    return casts.to(new Expression.Call(mapping.function, fitted, computed), type);
  }

  /// The precision that CURRENT_TIME(3) and its like name is the result's, no argument.
  private static List<Expression> values(List<Expression> arguments, Function function) {
    return switch (function) {
      case CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, LOCAL_TIMESTAMP -> List.of();
      default -> arguments;
    };
  }

  /// The type to round in: the operand's scale, with room for a carry.
  private static DataType rounded(DataType operand, DataType result) {
    return operand instanceof DataType.Decimal(int precision, int scale)
        ? new DataType.Decimal(Math.min(precision + 1, DataType.MAX_DECIMAL_PRECISION), scale)
        : result;
  }

  private List<Expression> rounding(List<Expression> arguments, DataType type) {
    List<Expression> fitted = new ArrayList<>();
    fitted.add(casts.to(arguments.getFirst(), type));
    arguments.stream().skip(1).forEach(each -> fitted.add(casts.to(each, Plain.INTEGER)));
    return fitted;
  }

  private Expression textOrCount(Expression argument) {
    if (Casts.isText(argument.type()) || argument.type().layout() == DataType.Layout.BYTES) {
      return argument;
    }
    return casts.to(argument, Numbers.isNumber(argument.type()) ? Plain.BIGINT : TEXT);
  }

  /// CHAR is held without its trailing blanks; where text follows them, they show.
  private Expression padded(Expression argument) {
    return argument.type() instanceof DataType.Char(int length)
        ? casts.folded(
            new Expression.Call(
                Function.RPAD,
                List.of(argument, Literals.ofLong(length, Plain.BIGINT)),
                new DataType.Varchar(length)))
        : argument;
  }

  /// PostgreSQL's CONCAT: a NULL is an empty text.
  private Expression concatenated(RexCall call, List<Expression> arguments) {
    DataType type = ExpressionTypes.of(call.getType());
    List<Expression> texts = new ArrayList<>();
    for (Expression argument : arguments) {
      Expression text = casts.to(argument, text(argument));
      texts.add(
          new Expression.Case(
              List.of(new Expression.When(logic(Function.IS_NULL, text), Literals.ofText(""))),
              casts.to(text, TEXT),
              TEXT));
    }
    return texts.size() == 1 ? texts.getFirst() : new Expression.Call(Function.CONCAT, texts, type);
  }

  private Expression like(RexCall call, List<Expression> arguments) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    Function function =
        switch (call.getKind()) {
          case LIKE -> operator.isCaseSensitive() ? Function.LIKE : Function.ILIKE;
          case SIMILAR -> Function.SIMILAR_TO;
          default -> throw new Failure.Unsupported(operator.getName()).raise();
        };
    Expression like =
        new Expression.Call(
            function,
            arguments.stream().map(each -> casts.to(each, text(each))).toList(),
            Plain.BOOLEAN);
    return operator.isNegated()
        ? new Expression.Call(Function.NOT, List.of(like), Plain.BOOLEAN)
        : like;
  }

  private static DataType text(Expression expression) {
    return Casts.isText(expression.type()) ? expression.type() : TEXT;
  }

  private Expression trim(RexCall call, List<Expression> arguments) {
    DataType type = ExpressionTypes.of(call.getType());
    Function function =
        switch (call.getKind()) {
          case LTRIM -> Function.TRIM_LEADING;
          case RTRIM -> Function.TRIM_TRAILING;
          default ->
              switch (((RexLiteral) call.getOperands().getFirst())
                  .getValueAs(SqlTrimFunction.Flag.class)) {
                case BOTH -> Function.TRIM_BOTH;
                case LEADING -> Function.TRIM_LEADING;
                case TRAILING -> Function.TRIM_TRAILING;
              };
        };
    List<Expression> texts = arguments.stream().map(each -> casts.to(each, text(each))).toList();
    return new Expression.Call(
        function,
        texts.size() == 1 ? List.of(Literals.ofText(" "), texts.getFirst()) : texts,
        type);
  }

  /// The greatest or least argument: the first that no other one beats. NULLs are left out, as
  /// PostgreSQL has it.
  private Expression extreme(Function holds, RexCall call, List<Expression> arguments) {
    DataType type = ExpressionTypes.of(call.getType());
    List<Expression> values = arguments.stream().map(each -> casts.to(each, type)).toList();
    List<Expression.When> branches = new ArrayList<>();
    for (Expression value : values) {
      List<Expression> conditions = new ArrayList<>();
      conditions.add(logic(Function.IS_NOT_NULL, value));
      for (Expression other : values) {
        if (other != value) {
          conditions.add(
              logic(Function.OR, logic(Function.IS_NULL, other), logic(holds, value, other)));
        }
      }
      branches.add(new Expression.When(Comparisons.all(conditions), value));
    }
    return new Expression.Case(branches, Literals.ofNull(type), type);
  }

  private static Expression logic(Function function, Expression... operands) {
    return new Expression.Call(function, List.of(operands), Plain.BOOLEAN);
  }
}
