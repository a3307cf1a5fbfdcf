package io.armillaria.storage.table;

import java.util.List;

/// A constraint of a schema, other than NOT NULL and the primary key. Columns are named by id.
public sealed interface Constraint {
  String name();

  /// Rows differ in these columns; rows with a NULL among them differ from all others.
  ///
  /// @param index the hidden table that the constraint is checked by
  record Unique(String name, List<Integer> columns, TableId index) implements Constraint {
    public Unique {
      columns = List.copyOf(columns);
    }

    public Index asIndex() {
      return new Index(name, columns, true, index);
    }
  }

  /// `sql` is the condition's text; a row is refused when it is FALSE.
  record Check(String name, String sql) implements Constraint {}

  /// A row whose `columns` are not NULL has a row of `parent` whose `parentColumns` are equal
  /// (MATCH SIMPLE: one NULL is enough for a row to be free).
  ///
  /// @param parentColumns as many, pairing up in order: the parent's primary key or one of its
  ///   unique constraints or indexes, in any order
  record ForeignKey(
      String name,
      List<Integer> columns,
      TableId parent,
      List<Integer> parentColumns,
      Action onDelete,
      Action onUpdate,
      Deferrability deferrability)
      implements Constraint {
    public ForeignKey {
      columns = List.copyOf(columns);
      parentColumns = List.copyOf(parentColumns);
      if (columns.isEmpty() || columns.size() != parentColumns.size()) {
        throw new IllegalArgumentException(
            columns.size() + " columns refer to " + parentColumns.size());
      }
    }
  }

  /// What becomes of rows that refer to one which goes, or whose key changes.
  enum Action {
    /// They must be gone at the end of the statement, or of the transaction when deferred.
    NO_ACTION,
    /// They must not be there.
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }

  enum Deferrability {
    NOT_DEFERRABLE,
    INITIALLY_IMMEDIATE,
    INITIALLY_DEFERRED
  }
}
