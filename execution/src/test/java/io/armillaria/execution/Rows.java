package io.armillaria.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// Rows as plain lists, for models that work a row at a time.
public final class Rows {
  private Rows() {}

  /// The rows in an order of their own, so that lists of rows in any order can be compared.
  public static List<String> unordered(List<List<Object>> rows) {
    return rows.stream().map(Rows::text).sorted().toList();
  }

  public static List<String> ordered(List<List<Object>> rows) {
    return rows.stream().map(Rows::text).toList();
  }

  /// Whether two values are equal in SQL, NULL with NULL.
  public static boolean same(Object a, Object b) {
    return (a instanceof Double x && b instanceof Double y)
        ? Double.compare(x + 0.0, y + 0.0) == 0
        : Objects.equals(a, b);
  }

  /// SQL's equality: null when a side is.
  public static Boolean equal(Object a, Object b) {
    return (a == null || b == null) ? null : (Boolean) same(a, b);
  }

  public static List<Object> joined(List<Object> left, List<Object> right) {
    List<Object> row = new ArrayList<>(left);
    row.addAll(right);
    return row;
  }

  public static List<Object> nulls(int width) {
    return Collections.nCopies(width, null);
  }

  private static String text(List<Object> row) {
    return row.stream().map(Rows::canonical).toList().toString();
  }

  // sums of doubles depend on their order: eight digits are compared
  private static Object canonical(Object value) {
    return value instanceof Double d && Double.isFinite(d) ? String.format("%.8g", d + 0.0) : value;
  }
}
