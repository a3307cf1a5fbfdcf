package io.armillaria.tck;

import java.util.List;
import java.util.Random;

/// Random expressions over columns that are in scope. Values stay small, so that no engine's range
/// is left; no quotient is by zero; dates are not computed with, because peers differ in the types.
final class RandomExpressions {
  enum Kind {
    NUMBER,
    DECIMAL,
    TEXT,
    DATE,
    FLAG,
    EXTREME
  }

  /// @param name as the query writes it
  record InScope(String name, Kind kind) {}

  private final Random random;
  private final RandomQueries queries;

  /// @param queries makes the subqueries
  RandomExpressions(Random random, RandomQueries queries) {
    this.random = random;
    this.queries = queries;
  }

  Kind kind() {
    return one(List.of(Kind.values()));
  }

  /// A kind whose values people write in lists.
  Kind literalKind() {
    return one(List.of(Kind.NUMBER, Kind.DECIMAL, Kind.TEXT, Kind.DATE));
  }

  private Kind one(List<Kind> kinds) {
    return kinds.get(random.nextInt(kinds.size()));
  }

  String of(Kind kind, List<InScope> scope, int depth) {
    return switch (kind) {
      case NUMBER -> number(scope, depth);
      case DECIMAL -> decimal(scope, depth);
      case TEXT -> text(scope, depth);
      case DATE -> leafOrCase(Kind.DATE, scope, depth);
      case FLAG -> depth <= 0 ? leaf(Kind.FLAG, scope) : condition(scope, depth);
      case EXTREME -> leafOrCase(Kind.EXTREME, scope, depth);
    };
  }

  private String leafOrCase(Kind kind, List<InScope> scope, int depth) {
    return depth <= 0 || random.nextInt(3) > 0 ? leaf(kind, scope) : choice(kind, scope, depth);
  }

  private String number(List<InScope> scope, int depth) {
    if (depth <= 0) {
      return leaf(Kind.NUMBER, scope);
    }
    int less = depth - 1;
    return switch (random.nextInt(11)) {
      case 0 -> "(" + number(scope, less) + " + " + number(scope, less) + ")";
      case 1 -> "(" + number(scope, less) + " - " + number(scope, less) + ")";
      case 2 -> "(" + leaf(Kind.NUMBER, scope) + " * " + leaf(Kind.NUMBER, scope) + ")";
      case 3 -> "ABS(" + number(scope, less) + ")";
      case 4 -> "MOD(" + number(scope, less) + ", " + (1 + random.nextInt(5)) + ")";
      case 5 -> "(" + number(scope, less) + " / " + (1 + random.nextInt(4)) + ")";
      case 6 -> "CHAR_LENGTH(" + text(scope, less) + ")";
      case 7 -> "EXTRACT(" + part() + " FROM " + leaf(Kind.DATE, scope) + ")";
      case 8 -> choice(Kind.NUMBER, scope, depth);
      case 9 -> depth > 1 ? queries.scalar(scope) : leaf(Kind.NUMBER, scope);
      default -> leaf(Kind.NUMBER, scope);
    };
  }

  private String part() {
    return List.of("YEAR", "MONTH", "DAY").get(random.nextInt(3));
  }

  private String decimal(List<InScope> scope, int depth) {
    if (depth <= 0) {
      return leaf(Kind.DECIMAL, scope);
    }
    return switch (random.nextInt(6)) {
      case 0 -> "(" + decimal(scope, depth - 1) + " + " + leaf(Kind.DECIMAL, scope) + ")";
      case 1 -> "(" + leaf(Kind.DECIMAL, scope) + " * " + leaf(Kind.NUMBER, scope) + ")";
      case 2 -> "ABS(" + decimal(scope, depth - 1) + ")";
      case 3 -> choice(Kind.DECIMAL, scope, depth);
      default -> leaf(Kind.DECIMAL, scope);
    };
  }

  private String text(List<InScope> scope, int depth) {
    if (depth <= 0) {
      return leaf(Kind.TEXT, scope);
    }
    return switch (random.nextInt(8)) {
      case 0 -> "(" + leaf(Kind.TEXT, scope) + " || " + leaf(Kind.TEXT, scope) + ")";
      case 1 -> "UPPER(" + text(scope, depth - 1) + ")";
      case 2 -> "LOWER(" + text(scope, depth - 1) + ")";
      case 3 ->
          "SUBSTRING("
              + text(scope, depth - 1)
              + " FROM "
              + (1 + random.nextInt(3))
              + " FOR "
              + random.nextInt(4)
              + ")";
      case 4 -> "TRIM(" + text(scope, depth - 1) + ")";
      case 5 -> choice(Kind.TEXT, scope, depth);
      default -> leaf(Kind.TEXT, scope);
    };
  }

  private String choice(Kind kind, List<InScope> scope, int depth) {
    int less = depth - 1;
    return switch (random.nextInt(4)) {
      case 0 -> "COALESCE(" + of(kind, scope, less) + ", " + of(kind, scope, less) + ")";
      case 1 -> "NULLIF(" + leaf(kind, scope) + ", " + leaf(kind, scope) + ")";
      case 2 -> "CASE WHEN " + condition(scope, less) + " THEN " + of(kind, scope, less) + " END";
      default ->
          "CASE WHEN "
              + condition(scope, less)
              + " THEN "
              + of(kind, scope, less)
              + " ELSE "
              + of(kind, scope, less)
              + " END";
    };
  }

  private String leaf(Kind kind, List<InScope> scope) {
    List<InScope> fitting = scope.stream().filter(each -> each.kind == kind).toList();
    return fitting.isEmpty() || random.nextInt(6) == 0
        ? literal(kind)
        : fitting.get(random.nextInt(fitting.size())).name;
  }

  private String literal(Kind kind) {
    return switch (kind) {
      case NUMBER ->
          random.nextInt(8) == 0 ? "CAST(NULL AS INTEGER)" : number(random.nextInt(9) - 2);
      case DECIMAL ->
          "CAST(" + (random.nextInt(90) - 20) + "." + random.nextInt(10) + " AS DECIMAL(8,2))";
      case TEXT -> List.of("''", "'a'", "'ab'", "'B'", "'zz'").get(random.nextInt(5));
      case DATE -> "DATE '2024-01-" + (10 + random.nextInt(9)) + "'";
      case FLAG -> random.nextBoolean() ? "TRUE" : "FALSE";
      case EXTREME ->
          "CAST("
              + List.of("9223372036854775807", "0", "-1").get(random.nextInt(3))
              + " AS BIGINT)";
    };
  }

  private static String number(int value) {
    return value < 0 ? "(" + value + ")" : Integer.toString(value);
  }

  /// A condition, of three values as any in SQL.
  String condition(List<InScope> scope, int depth) {
    if (depth <= 0) {
      return comparison(scope, 0);
    }
    int less = depth - 1;
    return switch (random.nextInt(14)) {
      case 0, 1 -> "(" + condition(scope, less) + " AND " + condition(scope, less) + ")";
      case 2, 3 -> "(" + condition(scope, less) + " OR " + condition(scope, less) + ")";
      case 4 -> "(NOT " + condition(scope, less) + ")";
      case 5 ->
          "(" + of(kind(), scope, less) + (random.nextBoolean() ? " IS NULL)" : " IS NOT NULL)");
      case 6 -> {
        Kind kind = literalKind();
        yield "("
            + of(kind, scope, less)
            + " BETWEEN "
            + of(kind, scope, 0)
            + " AND "
            + of(kind, scope, 0)
            + ")";
      }
      case 7 -> {
        Kind kind = literalKind();
        String not = random.nextInt(3) == 0 ? " NOT IN (" : " IN (";
        yield "("
            + of(kind, scope, less)
            + not
            + literal(kind)
            + ", "
            + literal(kind)
            + ", "
            + of(kind, scope, 0)
            + "))";
      }
      case 8 -> {
        String pattern =
            List.of("'a%'", "'%b%'", "'_'", "'%'", "'a_c'", "''").get(random.nextInt(6));
        yield "("
            + text(scope, less)
            + (random.nextInt(3) == 0 ? " NOT" : "")
            + " LIKE "
            + pattern
            + ")";
      }
      case 9 -> depth > 1 ? queries.membership(scope) : comparison(scope, less);
      case 10 -> depth > 1 ? queries.existence(scope) : comparison(scope, less);
      case 11 -> {
        Kind kind = kind();
        String not = random.nextBoolean() ? " NOT" : "";
        yield "("
            + of(kind, scope, less)
            + " IS"
            + not
            + " DISTINCT FROM "
            + of(kind, scope, 0)
            + ")";
      }
      case 12 ->
          "(" + condition(scope, less) + " IS" + (random.nextBoolean() ? " NOT" : "") + " TRUE)";
      default -> comparison(scope, less);
    };
  }

  private String comparison(List<InScope> scope, int depth) {
    Kind kind = kind();
    String operator = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
    return "(" + of(kind, scope, depth) + " " + operator + " " + of(kind, scope, depth) + ")";
  }
}
