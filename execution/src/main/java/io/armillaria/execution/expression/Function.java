package io.armillaria.execution.expression;

/// The scalar functions. Operands of comparisons and arithmetic have been cast to fitting types by
/// the planner: both sides of a comparison have one layout and, for decimals, one scale; ADD,
/// SUBTRACT, MULTIPLY, DIVIDE and MODULO work on equal whole-number types, on doubles, or on
/// decimals of any scales (the result's type says the scale).
public enum Function {
  // comparison; text compares by its UTF-8 bytes
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  /// Never NULL.
  IS_DISTINCT_FROM,
  /// Never NULL.
  IS_NOT_DISTINCT_FROM,
  // logic; AND and OR take two or more arguments, follow three-valued logic, and evaluate an
  // argument only for
  // rows that those before it leave open
  AND,
  OR,
  NOT,
  IS_NULL,
  IS_NOT_NULL,
  IS_TRUE,
  IS_NOT_TRUE,
  IS_FALSE,
  IS_NOT_FALSE,
  // arithmetic: NumericOverflow and DivisionByZero; decimal quotients round half away from zero
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MODULO,
  NEGATE,
  ABS,
  SIGN,
  FLOOR,
  CEILING,
  /// value [, digits]
  ROUND,
  /// value [, digits]
  TRUNCATE,
  SQRT,
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
  RANDOM,
  // text; positions count characters (code points) from 1
  CONCAT,
  UPPER,
  LOWER,
  INITCAP,
  /// characters
  LENGTH,
  OCTET_LENGTH,
  /// text, start [, length]
  SUBSTRING,
  /// characters to trim, text
  TRIM_BOTH,
  TRIM_LEADING,
  TRIM_TRAILING,
  /// text sought, text searched [, start]
  POSITION,
  REPLACE,
  /// text, replacement, start [, length]
  OVERLAY,
  LEFT,
  RIGHT,
  LPAD,
  RPAD,
  REPEAT,
  REVERSE,
  ASCII,
  CHR,
  /// text, pattern [, escape]
  LIKE,
  /// text, pattern [, escape]
  ILIKE,
  /// text, SQL regular expression [, escape]
  SIMILAR_TO,
  // dates and times; the argument's type is DATE, TIME, TIMESTAMP or TIMESTAMP WITH TIME ZONE (in
  // the session's zone)
  EXTRACT_YEAR,
  EXTRACT_QUARTER,
  EXTRACT_MONTH,
  EXTRACT_WEEK,
  EXTRACT_DAY,
  /// Sunday is 1
  EXTRACT_DAY_OF_WEEK,
  /// Monday is 1
  EXTRACT_ISO_DAY_OF_WEEK,
  EXTRACT_DAY_OF_YEAR,
  EXTRACT_HOUR,
  EXTRACT_MINUTE,
  EXTRACT_SECOND,
  EXTRACT_MILLISECOND,
  EXTRACT_MICROSECOND,
  EXTRACT_EPOCH,
  /// value, months as BIGINT; the day is cut to the month's last
  ADD_MONTHS,
  /// value, microseconds as BIGINT; for DATE whole days only
  ADD_MICROSECONDS,
  /// later, earlier: whole months between
  MONTHS_BETWEEN,
  /// later, earlier: microseconds between; DATE counts as midnight
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
  LOCAL_TIMESTAMP,
  // sequences; the argument is a literal, the sequence's place in the statement
  /// A new number for each row.
  NEXT_NUMBER,
  /// The number that the session took last.
  CURRENT_NUMBER
}
