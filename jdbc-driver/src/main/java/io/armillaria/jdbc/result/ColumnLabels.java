package io.armillaria.jdbc.result;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.failure.Failure;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds columns by label: as written, or else ignoring case; the first of equal ones.
final class ColumnLabels {
  private final List<ColumnDescription> columns;
  private Map<String, Integer> exact;
  private Map<String, Integer> ignoringCase;

  ColumnLabels(List<ColumnDescription> columns) {
    this.columns = columns;
  }

  int find(String label) throws SQLException {
    if (label == null) {
      throw SqlErrors.invalidParameter("The column label is null.");
    }
    if (exact == null) {
      index();
    }
    Integer number = exact.get(label);
    if (number == null) {
      number = ignoringCase.get(label);
    }
    if (number == null) {
      List<String> known = columns.stream().map(ColumnDescription::label).toList();
      throw SqlErrors.of(
          SqlStates.UNDEFINED_COLUMN,
          "The result has no column " + label + "; it has " + Failure.listing(known) + ".");
    }
    return number;
  }

  private void index() {
    exact = new HashMap<>();
    ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < columns.size(); i++) {
      exact.putIfAbsent(columns.get(i).label(), i + 1);
      ignoringCase.putIfAbsent(columns.get(i).label(), i + 1);
    }
  }
}
