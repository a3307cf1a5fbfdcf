package io.armillaria.execution.expression;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.DatabaseException;
import java.util.Locale;

/// LIKE, ILIKE and SIMILAR TO.
final class PatternFunctions {
  private PatternFunctions() {}

  static Evaluator of(Function function, Evaluator[] arguments) {
    boolean constant = true;
    for (int i = 1; i < arguments.length; i++) {
      constant &= arguments[i] instanceof Constant known && known.value() != null;
    }
    if (constant) {
      String pattern = text(arguments[1]);
      String escape = arguments.length > 2 ? text(arguments[2]) : null;
      try {
        return new TextPredicate(arguments[0], test(function, pattern, escape), false, false);
      } catch (DatabaseException e) {
        // fails again, and is reported, at the first row
        return new RowLongs(arguments, true, new Body(function));
      }
    }
    return new RowLongs(arguments, true, new Body(function));
  }

  private static String text(Evaluator constant) {
    return LikePattern.string((byte[]) ((Constant) constant).value());
  }

  private static TextPredicate.Test test(Function function, String pattern, String escape) {
    return switch (function) {
      case LIKE -> LikePattern.of(pattern, escape);
      case ILIKE -> insensitive(pattern, escape);
      case SIMILAR_TO -> SimilarPattern.of(pattern, escape);
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  private static TextPredicate.Test insensitive(String pattern, String escape) {
    String lowerEscape = escape == null ? null : escape.toLowerCase(Locale.ROOT);
    LikePattern like = LikePattern.of(pattern.toLowerCase(Locale.ROOT), lowerEscape);
    return (data, start, length) -> {
      ByteSink sink = new ByteSink();
      TextFunctions.lower(
          new BytesVector(data, new int[] {start}, new int[] {length}, null), 0, sink);
      return like.holds(sink.data(), 0, sink.length());
    };
  }

  /// For patterns that differ from row to row: the last one is kept.
  private static final class Body implements RowLongs.Body {
    private final Function function;
    private String pattern;
    private String escape;
    private TextPredicate.Test test;

    Body(Function function) {
      this.function = function;
    }

    @Override
    public long at(ColumnVector[] in, int row) {
      String rowPattern = ((BytesVector) in[1]).text(row);
      String rowEscape = in.length > 2 ? ((BytesVector) in[2]).text(row) : null;
      boolean same = rowPattern.equals(pattern) && (escape == null || escape.equals(rowEscape));
      if (test == null || !same) {
        pattern = rowPattern;
        escape = rowEscape;
        test = PatternFunctions.test(function, pattern, escape);
      }
      BytesVector text = (BytesVector) in[0];
      return test.holds(text.data(), text.starts()[row], text.lengths()[row]) ? 1 : 0;
    }
  }
}
