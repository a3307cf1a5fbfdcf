package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/// A query or DML statement with something around it.
public sealed interface QueryStatement extends Statement {

  /// `query WITH CONSISTENCY level`
  record Consistent(SqlNode query, Consistency level) implements QueryStatement {
    public Consistent {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(level, "level");
    }

    @Override
    public List<SqlNode> children() {
      return List.of(query);
    }

    @Override
    public void unparse(SqlWriter writer) {
      query.unparse(writer, 0, 0);
      SqlText.keywords(writer, "WITH CONSISTENCY " + level);
    }
  }

  /// Which commits a query has to see.
  enum Consistency {
    /// The last commit this process knows; the log's tail is not looked at.
    EVENTUAL,
    SNAPSHOT,
    SERIALIZABLE
  }

  /// `EXPLAIN [PLAN FOR | ANALYZE] statement`
  ///
  /// @param analyze whether the statement is run too
  record Explain(SqlNode statement, boolean analyze) implements QueryStatement {
    public Explain {
      Objects.requireNonNull(statement, "statement");
    }

    @Override
    public List<SqlNode> children() {
      return List.of(statement);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, analyze ? "EXPLAIN ANALYZE" : "EXPLAIN PLAN FOR");
      statement.unparse(writer, 0, 0);
    }
  }
}
