package io.armillaria.tck;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Compares two answers to one query. Exact numbers must be equal by value; where one is
/// approximate (DOUBLE, REAL), or the query is marked so, they may differ by 1e-12 of their size,
/// and by one unit of the last digit that a marked exact oracle has.
public final class Comparison {
  private static final double TOLERANCE = 1e-12;
  private static final int SHOWN = 10;

  private final Query query;

  public Comparison(Query query) {
    this.query = query;
  }

  /// What is wrong with `actual`, for a reader; empty if it is right.
  public Optional<String> difference(Answer actual, Answer expected) {
    int width = expected.labels().size();
    if (actual.labels().size() != width) {
      return Optional.of("columns " + actual.labels() + " instead of " + expected.labels() + "\n");
    }
    BitSet padded = actual.padded();
    padded.or(expected.padded());
    List<List<Object>> found = rows(actual, padded);
    List<List<Object>> wanted = rows(expected, padded);
    List<String> lines = query.ordered() ? inOrder(found, wanted) : asSets(found, wanted);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String rest = lines.size() > SHOWN ? "\n  ... " + (lines.size() - SHOWN) + " more" : "";
    return Optional.of(
        "%d rows, %d wanted; columns %s (- wanted, + found)%n%s%s"
            .formatted(
                found.size(),
                wanted.size(),
                expected.labels(),
                String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size()))),
                rest));
  }

  private static List<List<Object>> rows(Answer answer, BitSet padded) {
    if (padded.isEmpty()) {
      return answer.rows();
    }
    return answer.rows().stream().map(row -> stripped(row, padded)).toList();
  }

  private static List<Object> stripped(List<Object> row, BitSet padded) {
    List<Object> copy = new ArrayList<>(row);
    padded.stream()
        .filter(i -> copy.get(i) instanceof String)
        .forEach(i -> copy.set(i, ((String) copy.get(i)).stripTrailing()));
    return copy;
  }

  private List<String> inOrder(List<List<Object>> found, List<List<Object>> wanted) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(found.size(), wanted.size()); i++) {
      if (i >= found.size() || i >= wanted.size() || !same(found.get(i), wanted.get(i))) {
        if (i < wanted.size()) {
          lines.add("  - row " + (i + 1) + ": " + Answer.text(wanted.get(i)));
        }
        if (i < found.size()) {
          lines.add("  + row " + (i + 1) + ": " + Answer.text(found.get(i)));
        }
      }
    }
    return lines;
  }

  /// Merges both in one order; approximate columns come last in it, so that a rounding error does
  /// not part two equal rows.
  private List<String> asSets(List<List<Object>> found, List<List<Object>> wanted) {
    Comparator<List<Object>> order = order(found, wanted);
    List<List<Object>> left = found.stream().sorted(order).toList();
    List<List<Object>> right = wanted.stream().sorted(order).toList();
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      if (i < left.size() && j < right.size() && same(left.get(i), right.get(j))) {
        i++;
        j++;
      } else if (j == right.size()
          || (i < left.size() && order.compare(left.get(i), right.get(j)) < 0)) {
        lines.add("  + " + Answer.text(left.get(i++)));
      } else {
        lines.add("  - " + Answer.text(right.get(j++)));
      }
    }
    return lines;
  }

  private Comparator<List<Object>> order(List<List<Object>> found, List<List<Object>> wanted) {
    BitSet approximate = new BitSet();
    for (List<List<Object>> rows : List.of(found, wanted)) {
      for (List<Object> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          if (row.get(i) instanceof Double
              || (query.approximate() && row.get(i) instanceof BigDecimal n && n.scale() > 0)) {
            approximate.set(i);
          }
        }
      }
    }
    return (left, right) -> {
      int exact = compare(left, right, approximate, false);
      return exact != 0 ? exact : compare(left, right, approximate, true);
    };
  }

  private static int compare(
      List<Object> left, List<Object> right, BitSet approximate, boolean wanted) {
    for (int i = 0; i < left.size(); i++) {
      int order = approximate.get(i) == wanted ? Values.compare(left.get(i), right.get(i)) : 0;
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private boolean same(List<Object> found, List<Object> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!same(found.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean same(Object found, Object wanted) {
    if (Values.compare(found, wanted) == 0) {
      return true;
    }
    if (!(found instanceof Number a) || !(wanted instanceof Number b)) {
      return false;
    }
    boolean exact = a instanceof BigDecimal && b instanceof BigDecimal;
    return (!exact || query.approximate()) && near(a, b);
  }

  private boolean near(Number found, Number wanted) {
    double a = found.doubleValue();
    double b = wanted.doubleValue();
    double ulp =
        query.approximate() && wanted instanceof BigDecimal number ? number.ulp().doubleValue() : 0;
    return Double.isFinite(a)
        && Double.isFinite(b)
        && Math.abs(a - b) <= Math.max(ulp, TOLERANCE * Math.max(Math.abs(a), Math.abs(b)));
  }
}
