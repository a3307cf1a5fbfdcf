package io.armillaria.sql.planner;

import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/// A column's estimate from the statistics of the leaves, of which at most [#SAMPLE] are looked at.
final class TableStatistics {
  private static final int SAMPLE = 64;

  /// Leaves whose ranges overlap no more than this on average are taken to share no values.
  private static final double APART = 1.5;

  private double rows;
  private double nulls;
  private double distinct;
  private double largestRows;
  private double largestDistinct;
  private double least = Double.NaN;
  private double greatest = Double.NaN;
  private double widths;
  private boolean bounded = true;

  private TableStatistics() {}

  static ColumnEstimate of(TableSnapshot table, Column column) {
    List<? extends Segment> segments = table.segments();
    TableStatistics statistics = new TableStatistics();
    int step = Math.max(1, (segments.size() + SAMPLE - 1) / SAMPLE);
    IntStream.iterate(0, i -> i < segments.size(), i -> i + step)
        .mapToObj(segments::get)
        .filter(segment -> segment.rows() > 0)
        .forEach(segment -> statistics.add(segment.statistics(column)));
    return statistics.estimate(
        (double) table.rowCount(), column.type().layout() == DataType.Layout.LONG);
  }

  private void add(ColumnStatistics chunk) {
    rows += chunk.rows();
    nulls += chunk.nulls();
    distinct += chunk.distinct();
    if (chunk.values() > largestRows) {
      largestRows = chunk.values();
      largestDistinct = chunk.distinct();
    }
    double low = number(chunk.minimum());
    double high = number(chunk.maximum());
    if (chunk.values() > 0) {
      bounded &= !Double.isNaN(low) && !Double.isNaN(high);
      least = Double.isNaN(least) ? low : Math.min(least, low);
      greatest = Double.isNaN(greatest) ? high : Math.max(greatest, high);
      widths += high - low + 1;
    }
  }

  private ColumnEstimate estimate(double tableRows, boolean whole) {
    double values = Math.max(1, tableRows * (rows == 0 ? 1 : 1 - nulls / rows));
    double width = greatest - least + 1;
    double most = bounded && whole && width >= 1 ? Math.min(values, width) : values;
    double estimate;
    if (rows == 0) {
      estimate = values;
    } else if (bounded && widths <= APART * width) {
      estimate = distinct * tableRows / rows;
    } else {
      estimate = Estimates.domain(largestDistinct, largestRows, most);
    }
    double known = Math.max(1, Math.min(estimate, most));
    return new ColumnEstimate(
        known,
        known,
        rows == 0 ? 0 : nulls / rows,
        bounded ? least : Double.NaN,
        bounded ? greatest : Double.NaN);
  }

  /// A value of statistics or of a literal as a number to compute with; NaN for texts.
  static double number(Object value) {
    return switch (value) {
      case Long number -> number.doubleValue();
      case Double number -> number;
      case BigInteger number -> number.doubleValue();
      case null, default -> Double.NaN;
    };
  }
}
