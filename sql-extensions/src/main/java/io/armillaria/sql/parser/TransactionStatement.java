package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlWriter;

/// Transactions from SQL.
public sealed interface TransactionStatement extends Statement {

  /// What BEGIN or SET TRANSACTION asks for, as far as it was written.
  record Modes(Optional<IsolationLevel> isolation, Optional<Boolean> readOnly) {
    public Modes {
      Objects.requireNonNull(isolation, "isolation");
      Objects.requireNonNull(readOnly, "readOnly");
    }

    private void unparse(SqlWriter writer) {
      isolation.ifPresent(level -> SqlText.keywords(writer, "ISOLATION LEVEL " + level.sql()));
      readOnly.ifPresent(only -> SqlText.keywords(writer, only ? "READ ONLY" : "READ WRITE"));
    }
  }

  /// The isolation levels that SQL has names for, and SNAPSHOT.
  enum IsolationLevel {
    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SNAPSHOT,
    SERIALIZABLE;

    String sql() {
      return name().replace('_', ' ');
    }
  }

  /// `BEGIN`, `START TRANSACTION`
  record Begin(Modes modes) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "START TRANSACTION");
      modes.unparse(writer);
    }
  }

  /// `SET TRANSACTION ...`
  record SetTransaction(Modes modes) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "SET TRANSACTION");
      modes.unparse(writer);
    }
  }

  /// `SET SESSION CHARACTERISTICS AS TRANSACTION ...`
  record SetSession(Modes modes) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "SET SESSION CHARACTERISTICS AS TRANSACTION");
      modes.unparse(writer);
    }
  }

  /// `SET CONSTRAINTS ALL | f, g DEFERRED | IMMEDIATE`
  ///
  /// @param names empty for all
  record SetConstraints(List<String> names, boolean deferred) implements TransactionStatement {
    public SetConstraints {
      names = List.copyOf(names);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "SET CONSTRAINTS");
      if (names.isEmpty()) {
        writer.keyword("ALL");
      } else {
        SqlText.list(writer, names, name -> SqlText.identifier(writer, name));
      }
      writer.keyword(deferred ? "DEFERRED" : "IMMEDIATE");
    }
  }

  /// `PREPARE TRANSACTION 'id'`
  record Prepare(String id) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "PREPARE TRANSACTION");
      SqlText.string(writer, id);
    }
  }

  /// `COMMIT PREPARED 'id'`
  record CommitPrepared(String id) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "COMMIT PREPARED");
      SqlText.string(writer, id);
    }
  }

  /// `ROLLBACK PREPARED 'id'`
  record RollbackPrepared(String id) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ROLLBACK PREPARED");
      SqlText.string(writer, id);
    }
  }

  /// `COMMIT [WORK]`
  record Commit() implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("COMMIT");
    }
  }

  /// `ROLLBACK [WORK]`
  record Rollback() implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ROLLBACK");
    }
  }

  /// `SAVEPOINT s`
  record Savepoint(String name) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("SAVEPOINT");
      SqlText.identifier(writer, name);
    }
  }

  /// `ROLLBACK TO [SAVEPOINT] s`
  record RollbackTo(String savepoint) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ROLLBACK TO SAVEPOINT");
      SqlText.identifier(writer, savepoint);
    }
  }

  /// `RELEASE [SAVEPOINT] s`
  record Release(String savepoint) implements TransactionStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "RELEASE SAVEPOINT");
      SqlText.identifier(writer, savepoint);
    }
  }
}
