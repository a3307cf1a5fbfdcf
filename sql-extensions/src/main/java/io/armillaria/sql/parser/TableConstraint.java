package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/// A constraint of a table. One that was written behind a column is here too, with that column.
public sealed interface TableConstraint {

  /// The name given by `CONSTRAINT name`.
  Optional<String> name();

  void unparse(SqlWriter writer);

  /// `PRIMARY KEY (a, b)`
  record PrimaryKey(Optional<String> name, List<String> columns) implements TableConstraint {
    public PrimaryKey {
      Objects.requireNonNull(name, "name");
      columns = List.copyOf(columns);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.constraint(writer, name);
      SqlText.keywords(writer, "PRIMARY KEY");
      SqlText.columns(writer, columns);
    }
  }

  /// `UNIQUE (a, b)`
  record Unique(Optional<String> name, List<String> columns) implements TableConstraint {
    public Unique {
      Objects.requireNonNull(name, "name");
      columns = List.copyOf(columns);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.constraint(writer, name);
      writer.keyword("UNIQUE");
      SqlText.columns(writer, columns);
    }
  }

  /// `CHECK (condition)`
  record Check(Optional<String> name, SqlNode condition) implements TableConstraint {
    public Check {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(condition, "condition");
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.constraint(writer, name);
      writer.keyword("CHECK");
      SqlText.parenthesized(writer, List.of(condition), node -> node.unparse(writer, 0, 0));
    }
  }

  /// `FOREIGN KEY (a) REFERENCES t (b) [ON DELETE ...] [ON UPDATE ...] [DEFERRABLE ...]`
  ///
  /// @param referenced empty for the primary key of `target`
  record ForeignKey(
      Optional<String> name,
      List<String> columns,
      TableName target,
      List<String> referenced,
      Action onDelete,
      Action onUpdate,
      Deferral deferral)
      implements TableConstraint {
    public ForeignKey {
      Objects.requireNonNull(name, "name");
      columns = List.copyOf(columns);
      Objects.requireNonNull(target, "target");
      referenced = List.copyOf(referenced);
      Objects.requireNonNull(onDelete, "onDelete");
      Objects.requireNonNull(onUpdate, "onUpdate");
      Objects.requireNonNull(deferral, "deferral");
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.constraint(writer, name);
      SqlText.keywords(writer, "FOREIGN KEY");
      SqlText.columns(writer, columns);
      writer.keyword("REFERENCES");
      SqlText.table(writer, target);
      if (!referenced.isEmpty()) {
        SqlText.columns(writer, referenced);
      }
      if (onDelete != Action.NO_ACTION) {
        SqlText.keywords(writer, "ON DELETE " + onDelete.sql());
      }
      if (onUpdate != Action.NO_ACTION) {
        SqlText.keywords(writer, "ON UPDATE " + onUpdate.sql());
      }
      switch (deferral) {
        case NOT_DEFERRABLE -> {}
        case INITIALLY_IMMEDIATE -> writer.keyword("DEFERRABLE");
        case INITIALLY_DEFERRED -> SqlText.keywords(writer, "DEFERRABLE INITIALLY DEFERRED");
      }
    }
  }

  /// When a constraint is checked: at the end of each statement, or of the transaction.
  enum Deferral {
    NOT_DEFERRABLE,
    INITIALLY_IMMEDIATE,
    INITIALLY_DEFERRED
  }

  /// What happens to a referencing row.
  enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    String sql() {
      return name().replace('_', ' ');
    }
  }
}
