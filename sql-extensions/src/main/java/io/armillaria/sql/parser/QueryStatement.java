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

    /// Whether a statement is one that need not see the last commit; false for all that is wrong.
    public static boolean isEventual(String sql) {
      String word = Consistency.EVENTUAL.name();
      String end = sql.stripTrailing();
      return end.regionMatches(true, end.length() - word.length(), word, 0, word.length())
          && ArmillariaParser.parseStatement(sql) instanceof ArmillariaStatement statement
          && statement.statement() instanceof Consistent consistent
          && consistent.level() == Consistency.EVENTUAL;
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

  /// `query FOR UPDATE [OF t, ...] [NOWAIT | SKIP LOCKED | WAIT seconds]`
  ///
  /// @param tables names or aliases of the tables whose rows are locked; empty for all in FROM
  record ForUpdate(SqlNode query, List<String> tables, Wait waiting) implements QueryStatement {
    public ForUpdate {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(waiting, "waiting");
      tables = List.copyOf(tables);
    }

    @Override
    public List<SqlNode> children() {
      return List.of(query);
    }

    @Override
    public void unparse(SqlWriter writer) {
      query.unparse(writer, 0, 0);
      SqlText.keywords(writer, "FOR UPDATE");
      if (!tables.isEmpty()) {
        writer.keyword("OF");
        SqlText.list(writer, tables, table -> SqlText.identifier(writer, table));
      }
      switch (waiting) {
        case Wait.Standard() -> {}
        case Wait.None() -> writer.keyword("NOWAIT");
        case Wait.SkipLocked() -> SqlText.keywords(writer, "SKIP LOCKED");
        case Wait.Seconds(int seconds) -> SqlText.keywords(writer, "WAIT " + seconds);
      }
    }
  }

  /// What happens at a row that another transaction has locked.
  sealed interface Wait {
    /// It is waited for as long as the session's lock timeout says.
    record Standard() implements Wait {}

    /// The statement fails.
    record None() implements Wait {}

    /// The row is left out.
    record SkipLocked() implements Wait {}

    record Seconds(int seconds) implements Wait {}
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
