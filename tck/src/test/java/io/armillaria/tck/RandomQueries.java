package io.armillaria.tck;

import io.armillaria.tck.RandomExpressions.InScope;
import io.armillaria.tck.RandomExpressions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Random queries over [RandomTables]. Each has one answer, as a bag of rows: windows that depend
/// on the order have a total one, and a LIMIT is of rows sorted by all their columns. Tables are
/// written as `{R0}`, to be replaced by their names.
final class RandomQueries {
  private final Random random;
  private final int tables;
  private final RandomExpressions expressions;
  private int aliases;

  /// A query without ORDER BY and conditions, and what its rows consist of.
  record Source(String from, List<InScope> scope, List<String> keys) {}

  /// @param approximate whether it averages, which peers round by themselves
  record Generated(String sql, boolean approximate) {
    String with(java.util.function.UnaryOperator<String> tables) {
      String text = sql;
      for (int i = 0; i < 9; i++) {
        text = text.replace("{R" + i + "}", tables.apply("R" + i));
      }
      return text;
    }
  }

  RandomQueries(Random random, int tables) {
    this.random = random;
    this.tables = tables;
    this.expressions = new RandomExpressions(random, this);
  }

  Generated query() {
    String sql = body(2);
    return new Generated(sql, sql.contains("AVG("));
  }

  /// What a WHERE can be put behind: for checks of an engine by itself.
  Source source() {
    return source(1);
  }

  String condition(Source source) {
    return expressions.condition(source.scope, 2);
  }

  private String body(int depth) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> grouped(depth);
      case 3, 4 -> windowed(depth);
      case 5 -> setOperation(depth);
      case 6 -> limited(depth);
      case 7 -> common(depth);
      default -> plain(depth);
    };
  }

  private Source source(int depth) {
    Source source = one(depth);
    for (int joins = random.nextInt(3); joins > 0; joins--) {
      source = joined(source, one(depth));
    }
    return source;
  }

  private Source one(int depth) {
    String alias = "Q" + aliases++;
    if (depth > 0 && random.nextInt(5) == 0) {
      List<Kind> kinds = kinds();
      String query = select(source(0), kinds, 1, random.nextBoolean());
      return new Source("(" + query + ") " + alias, scope(alias, kinds), List.of());
    }
    return table(alias);
  }

  private Source table(String alias) {
    String name = "{R" + random.nextInt(tables) + "} " + alias;
    List<InScope> scope = new ArrayList<>();
    scope.add(new InScope(alias + ".K", Kind.NUMBER));
    scope.add(new InScope(alias + ".A", Kind.NUMBER));
    scope.add(new InScope(alias + ".B", Kind.NUMBER));
    scope.add(new InScope(alias + ".C", Kind.DECIMAL));
    scope.add(new InScope(alias + ".S", Kind.TEXT));
    scope.add(new InScope(alias + ".T", Kind.TEXT));
    scope.add(new InScope(alias + ".D", Kind.DATE));
    scope.add(new InScope(alias + ".F", Kind.FLAG));
    scope.add(new InScope(alias + ".X", Kind.EXTREME));
    return new Source(name, scope, List.of(alias + ".K"));
  }

  private static List<InScope> scope(String alias, List<Kind> kinds) {
    return IntStream.range(0, kinds.size())
        .mapToObj(i -> new InScope(alias + ".C" + i, kinds.get(i)))
        .toList();
  }

  private Source joined(Source left, Source right) {
    List<InScope> scope = new ArrayList<>(left.scope);
    scope.addAll(right.scope);
    List<String> keys = new ArrayList<>();
    if (!left.keys.isEmpty() && !right.keys.isEmpty()) {
      keys.addAll(left.keys);
      keys.addAll(right.keys);
    }
    int kind = random.nextInt(9);
    if (kind == 8) {
      return new Source(left.from + " CROSS JOIN " + right.from, scope, keys);
    }
    String join = List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN").get(kind % 4);
    String condition = pair(left.scope, right.scope);
    if (random.nextInt(3) == 0 && kind % 4 != 3) {
      condition += " AND " + expressions.condition(scope, 1);
    }
    return new Source(left.from + " " + join + " " + right.from + " ON " + condition, scope, keys);
  }

  private String pair(List<InScope> left, List<InScope> right) {
    for (int attempt = 0; attempt < 20; attempt++) {
      InScope a = left.get(random.nextInt(left.size()));
      InScope b = right.get(random.nextInt(right.size()));
      if (a.kind() == b.kind()) {
        return a.name() + " = " + b.name();
      }
    }
    return "1 = 1";
  }

  private List<Kind> kinds() {
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> expressions.kind()).toList();
  }

  private String plain(int depth) {
    return select(source(depth), kinds(), 2, random.nextInt(5) == 0);
  }

  private String select(Source source, List<Kind> kinds, int depth, boolean distinct) {
    return (distinct ? "SELECT DISTINCT " : "SELECT ")
        + IntStream.range(0, kinds.size())
            .mapToObj(i -> expressions.of(kinds.get(i), source.scope, depth) + " AS C" + i)
            .collect(Collectors.joining(", "))
        + " FROM "
        + source.from
        + where(source);
  }

  private String where(Source source) {
    return random.nextInt(4) == 0 ? "" : " WHERE " + expressions.condition(source.scope, 2);
  }

  private String grouped(int depth) {
    Source source = source(depth);
    List<String> keys =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ -> source.scope.get(random.nextInt(source.scope.size())).name())
            .distinct()
            .toList();
    List<String> columns = new ArrayList<>(keys);
    for (int i = 0; i <= random.nextInt(3); i++) {
      columns.add(aggregate(source.scope));
    }
    String having = random.nextInt(4) == 0 ? " HAVING COUNT(*) > " + random.nextInt(3) : "";
    return "SELECT "
        + IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i) + " AS C" + i)
            .collect(Collectors.joining(", "))
        + " FROM "
        + source.from
        + where(source)
        + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys))
        + having;
  }

  private String aggregate(List<InScope> scope) {
    String filter =
        random.nextInt(5) == 0 ? " FILTER (WHERE " + expressions.condition(scope, 1) + ")" : "";
    String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
    Kind number = random.nextBoolean() ? Kind.NUMBER : Kind.DECIMAL;
    return switch (random.nextInt(7)) {
          case 0 -> "COUNT(*)";
          case 1 -> "COUNT(" + distinct + expressions.of(expressions.kind(), scope, 1) + ")";
          case 2 -> "MIN(" + extremeArgument(scope) + ")";
          case 3 -> "MAX(" + extremeArgument(scope) + ")";
          case 4 -> "AVG(" + distinct + expressions.of(number, scope, 1) + ")";
          default -> "SUM(" + distinct + expressions.of(number, scope, 1) + ")";
        }
        + filter;
  }

  private String extremeArgument(List<InScope> scope) {
    Kind[] kinds = {Kind.NUMBER, Kind.DECIMAL, Kind.TEXT, Kind.DATE, Kind.EXTREME};
    return expressions.of(kinds[random.nextInt(kinds.length)], scope, 1);
  }

  private String windowed(int depth) {
    Source source = source(depth);
    List<String> columns = new ArrayList<>();
    source.keys.forEach(columns::add);
    for (int i = 0; i <= random.nextInt(2); i++) {
      columns.add(window(source));
    }
    return "SELECT "
        + IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i) + " AS C" + i)
            .collect(Collectors.joining(", "))
        + " FROM "
        + source.from
        + where(source);
  }

  private String window(Source source) {
    String partition =
        random.nextInt(3) == 0
            ? ""
            : "PARTITION BY " + source.scope.get(random.nextInt(source.scope.size())).name() + " ";
    InScope key = source.scope.get(random.nextInt(source.scope.size()));
    String order =
        "ORDER BY "
            + key.name()
            + List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST").get(random.nextInt(4));
    if (source.keys.isEmpty() || random.nextInt(3) == 0) {
      return byPeers(source) + " OVER (" + partition + order + range(key) + ")";
    }
    String total = order + ", " + String.join(", ", source.keys);
    return byRows(source) + " OVER (" + partition + total + ")";
  }

  private String range(InScope key) {
    if (key.kind() != Kind.NUMBER && key.kind() != Kind.DECIMAL) {
      return "";
    }
    return List.of(
            "",
            " RANGE BETWEEN 2 PRECEDING AND CURRENT ROW",
            " RANGE BETWEEN 1 PRECEDING AND 3 FOLLOWING",
            " RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING")
        .get(random.nextInt(4));
  }

  private String byPeers(Source source) {
    Kind number = random.nextBoolean() ? Kind.NUMBER : Kind.DECIMAL;
    return switch (random.nextInt(4)) {
      case 0 -> "SUM(" + expressions.of(number, source.scope, 1) + ")";
      case 1 -> "MIN(" + extremeArgument(source.scope) + ")";
      case 2 -> "MAX(" + extremeArgument(source.scope) + ")";
      default -> "COUNT(" + expressions.of(expressions.kind(), source.scope, 1) + ")";
    };
  }

  /// With the frame behind the function's name, to be put where OVER's parentheses end.
  private String byRows(Source source) {
    String argument = expressions.of(expressions.kind(), source.scope, 1);
    return switch (random.nextInt(6)) {
      case 0 -> "ROW_NUMBER()";
      case 1 -> "LAG(" + argument + ", " + random.nextInt(3) + ")";
      case 2 -> "LEAD(" + argument + ")";
      case 3 -> "FIRST_VALUE(" + argument + ")";
      case 4 -> "NTILE(" + (1 + random.nextInt(4)) + ")";
      default -> byPeers(source);
    };
  }

  private String setOperation(int depth) {
    List<Kind> kinds = kinds();
    String operator =
        List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL")
            .get(random.nextInt(6));
    return select(source(depth - 1), kinds, 1, false)
        + " "
        + operator
        + " "
        + select(source(depth - 1), kinds, 1, false);
  }

  private String limited(int depth) {
    List<Kind> kinds = kinds();
    String keys =
        IntStream.rangeClosed(1, kinds.size())
            .mapToObj(i -> i + (random.nextBoolean() ? "" : " DESC"))
            .collect(Collectors.joining(", "));
    return select(source(depth), kinds, 1, random.nextInt(4) == 0)
        + " ORDER BY "
        + keys
        + " LIMIT "
        + random.nextInt(8)
        + (random.nextBoolean() ? "" : " OFFSET " + random.nextInt(4));
  }

  private String common(int depth) {
    List<Kind> kinds = kinds();
    String name = "W" + aliases++;
    List<InScope> left = scope("L", kinds);
    List<InScope> right = scope("M", kinds);
    List<InScope> both = new ArrayList<>(left);
    both.addAll(right);
    return "WITH "
        + name
        + " AS ("
        + select(source(depth - 1), kinds, 1, true)
        + ") SELECT L.C0, M.C0 AS N FROM "
        + name
        + " L "
        + (random.nextBoolean() ? "LEFT JOIN " : "JOIN ")
        + name
        + " M ON "
        + pair(left, right)
        + (random.nextBoolean() ? "" : " WHERE " + expressions.condition(both, 1));
  }

  /// A scalar subquery that gives a number.
  String scalar(List<InScope> outer) {
    Source inner = table("Q" + aliases++);
    String value =
        switch (random.nextInt(4)) {
          case 0 -> "COUNT(*)";
          case 1 -> "MAX(" + expressions.of(Kind.NUMBER, inner.scope, 1) + ")";
          case 2 -> "MIN(" + inner.scope.get(2).name() + ")";
          default -> "SUM(" + inner.scope.get(1).name() + ")";
        };
    return "(SELECT " + value + " FROM " + inner.from + correlated(inner, outer) + ")";
  }

  String membership(List<InScope> outer) {
    Source inner = table("Q" + aliases++);
    Kind kind = expressions.literalKind();
    return "("
        + expressions.of(kind, outer, 1)
        + (random.nextInt(3) == 0 ? " NOT IN (SELECT " : " IN (SELECT ")
        + expressions.of(kind, inner.scope, 0)
        + " FROM "
        + inner.from
        + correlated(inner, outer)
        + "))";
  }

  String existence(List<InScope> outer) {
    Source inner = table("Q" + aliases++);
    return (random.nextInt(3) == 0 ? "(NOT EXISTS (SELECT 1 FROM " : "(EXISTS (SELECT 1 FROM ")
        + inner.from
        + correlated(inner, outer)
        + "))";
  }

  private String correlated(Source inner, List<InScope> outer) {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> " WHERE " + expressions.condition(inner.scope, 1);
      case 2 -> " WHERE " + pair(inner.scope, outer);
      case 3 ->
          " WHERE " + pair(inner.scope, outer) + " AND " + expressions.condition(inner.scope, 0);
      default -> {
        List<InScope> both = new ArrayList<>(inner.scope);
        both.addAll(outer);
        yield " WHERE " + pair(inner.scope, outer) + " AND " + expressions.condition(both, 0);
      }
    };
  }
}
