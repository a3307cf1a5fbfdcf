package io.armillaria.storage.table;

import java.util.List;

/// A constraint of a schema, other than NOT NULL and the primary key. Columns are named by id.
public sealed interface Constraint {
  String name();

  record Unique(String name, List<Integer> columns) implements Constraint {
    public Unique {
      columns = List.copyOf(columns);
    }
  }

  /// `sql` is the condition's text; a row is refused when it is FALSE.
  record Check(String name, String sql) implements Constraint {}
}
