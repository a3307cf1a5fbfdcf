package io.armillaria.execution.expression;

import io.armillaria.storage.type.DataType;
import java.util.List;

/// Chooses the evaluator of each function.
final class FunctionCompiler {
  private FunctionCompiler() {}

  static Evaluator compile(Expression.Call call, Evaluator[] arguments, Environment environment) {
    Function function = call.function();
    DataType type = call.type();
    List<DataType> types = call.arguments().stream().map(Expression::type).toList();
    return switch (function) {
      case EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          Comparisons.of(function, arguments[0], arguments[1], types);
      case AND -> Junction.and(arguments);
      case OR -> Junction.or(arguments);
      case NOT -> new Not(arguments[0]);
      case IS_NULL -> new NullTest(arguments[0], false);
      case IS_NOT_NULL -> new NullTest(arguments[0], true);
      case IS_TRUE -> new TruthTest(arguments[0], true, false);
      case IS_NOT_TRUE -> new TruthTest(arguments[0], true, true);
      case IS_FALSE -> new TruthTest(arguments[0], false, false);
      case IS_NOT_FALSE -> new TruthTest(arguments[0], false, true);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO ->
          Arithmetic.of(function, arguments[0], types.get(0), arguments[1], types.get(1), type);
      case NEGATE, ABS, SIGN, FLOOR, CEILING, ROUND, TRUNCATE ->
          NumericFunctions.of(function, arguments, types.getFirst(), type);
      case SQRT,
          CBRT,
          POWER,
          EXP,
          LN,
          LOG10,
          SIN,
          COS,
          TAN,
          COT,
          ASIN,
          ACOS,
          ATAN,
          ATAN2,
          DEGREES,
          RADIANS,
          PI,
          RANDOM ->
          MathFunctions.of(function, arguments, types, type);
      case CONCAT,
          UPPER,
          LOWER,
          INITCAP,
          LENGTH,
          OCTET_LENGTH,
          REPLACE,
          LPAD,
          RPAD,
          REPEAT,
          REVERSE,
          ASCII,
          CHR,
          OVERLAY ->
          TextFunctions.of(function, arguments, unit(types.getFirst()));
      case POSITION -> TextFunctions.of(function, arguments, unit(types.get(1)));
      case SUBSTRING, LEFT, RIGHT, TRIM_BOTH, TRIM_LEADING, TRIM_TRAILING ->
          TextParts.of(function, arguments, unit(types.getFirst()));
      case LIKE, ILIKE, SIMILAR_TO -> PatternFunctions.of(function, arguments);
      case EXTRACT_YEAR,
          EXTRACT_QUARTER,
          EXTRACT_MONTH,
          EXTRACT_WEEK,
          EXTRACT_DAY,
          EXTRACT_DAY_OF_WEEK,
          EXTRACT_ISO_DAY_OF_WEEK,
          EXTRACT_DAY_OF_YEAR,
          EXTRACT_HOUR,
          EXTRACT_MINUTE,
          EXTRACT_SECOND,
          EXTRACT_MILLISECOND,
          EXTRACT_MICROSECOND,
          EXTRACT_EPOCH ->
          Extraction.of(function, arguments, types.getFirst(), type, environment);
      case ADD_MONTHS,
          ADD_MICROSECONDS,
          MONTHS_BETWEEN,
          MICROSECONDS_BETWEEN,
          FLOOR_YEAR,
          FLOOR_QUARTER,
          FLOOR_MONTH,
          FLOOR_WEEK,
          FLOOR_DAY,
          FLOOR_HOUR,
          FLOOR_MINUTE,
          FLOOR_SECOND,
          CURRENT_DATE,
          CURRENT_TIME,
          CURRENT_TIMESTAMP,
          LOCAL_TIMESTAMP ->
          TimeFunctions.of(function, arguments, types, type, environment);
      case NEXT_NUMBER -> new NextNumbers(environment.sequences(), sequence(call));
      case CURRENT_NUMBER -> new CurrentNumber(environment.sequences(), sequence(call));
    };
  }

  private static int sequence(Expression.Call call) {
    Expression.Literal place = (Expression.Literal) call.arguments().getFirst();
    return Math.toIntExact((Long) place.value());
  }

  private static TextUnit unit(DataType type) {
    return type instanceof DataType.Binary || type instanceof DataType.Varbinary
        ? TextUnit.BYTES
        : TextUnit.CHARACTERS;
  }
}
