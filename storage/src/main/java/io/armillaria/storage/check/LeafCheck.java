package io.armillaria.storage.check;

import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.Leaf;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.SortedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A leaf: its objects, the order of its rows, and that its statistics are true.
final class LeafCheck {
  private static final int BATCH = 1024;

  private final ObjectCheck objects;
  private final Report report;

  LeafCheck(ObjectCheck objects, Report report) {
    this.objects = objects;
    this.report = report;
  }

  /// @param columns the columns that a reader may ask it for
  /// @return whether its rows can be read
  boolean check(LeafRows leaf, List<Column> columns, List<Column> keyColumns) {
    boolean first = objects.isNew(leaf.id());
    boolean whole = objects.check(leaf.id(), Problem.Kind.LEAF);
    if (whole) {
      for (Leaf.Part part : leaf.leaf().parts()) {
        whole &= objects.check(part.chunk(), Problem.Kind.COLUMN);
      }
    }
    if (whole && first) {
      String name = leaf.id().toString();
      return report.guard(
          name,
          Problem.Kind.LEAF,
          () -> {
            order(leaf, keyColumns).ifPresent(text -> report.add(name, Problem.Kind.LEAF, text));
            for (Column column : columns) {
              statistics(leaf, column).ifPresent(text -> report.add(name, Problem.Kind.LEAF, text));
            }
          });
    }
    return whole;
  }

  /// What is wrong with the order of the rows.
  static Optional<String> order(SortedRows rows, List<Column> keyColumns) {
    KeyReader keys = new KeyReader(keyColumns, rows::reader);
    byte[] before = null;
    for (int row = 0; row < rows.rows(); row++) {
      byte[] key = keys.keyAt(row);
      if (before == null && !Arrays.equals(key, rows.firstKey())) {
        return Optional.of("Its first row has not the key that it says is the first.");
      }
      if (before != null && Arrays.compareUnsigned(before, key) >= 0) {
        return Optional.of("The key of row " + row + " is not above the one before.");
      }
      before = key;
    }
    if (before == null) {
      return Optional.of("It has no rows.");
    }
    return Arrays.equals(before, rows.lastKey())
        ? Optional.empty()
        : Optional.of("Its last row has not the key that it says is the last.");
  }

  /// What is wrong with the statistics of a column.
  static Optional<String> statistics(SortedRows rows, Column column) {
    ColumnStatistics claimed = rows.statistics(column);
    String name = "Column " + column.name() + " (id " + column.id() + ") ";
    if (claimed.rows() != rows.rows()) {
      return Optional.of(name + "has " + claimed.rows() + " rows of " + rows.rows() + ".");
    }
    int nulls = 0;
    Object before = null;
    for (int from = 0; from < rows.rows(); from += BATCH) {
      int count = Math.min(BATCH, rows.rows() - from);
      ColumnVector values =
          ColumnVectors.read(rows.reader(column), column.type().layout(), from, count);
      for (int i = 0; i < count; i++) {
        Object value = ColumnVectors.value(values, i);
        if (value == null) {
          nulls++;
          continue;
        }
        if (claimed.minimum() != null
            && ColumnVectors.compareValues(value, claimed.minimum()) < 0) {
          return Optional.of(name + "has a value below its minimum in row " + (from + i) + ".");
        }
        if (claimed.maximum() != null
            && ColumnVectors.compareValues(value, claimed.maximum()) > 0) {
          return Optional.of(name + "has a value above its maximum in row " + (from + i) + ".");
        }
        if (claimed.sorted() && before != null && ColumnVectors.compareValues(before, value) > 0) {
          return Optional.of(name + "says that it ascends, but not at row " + (from + i) + ".");
        }
        before = value;
      }
    }
    return nulls == claimed.nulls()
        ? Optional.empty()
        : Optional.of(name + "has " + nulls + " NULLs but says " + claimed.nulls() + ".");
  }
}
