package io.armillaria.sql.parser;

import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;

/// One `WHEN [NOT] MATCHED [AND condition] THEN ...` of a MERGE; the first that fits a row counts.
public sealed interface MergeClause {
  Optional<SqlNode> condition();

  /// Whether it is for rows of the source that meet a row of the target.
  boolean matched();

  void unparse(SqlWriter writer);

  /// `UPDATE SET columns = values`
  record Update(Optional<SqlNode> condition, SqlNodeList columns, SqlNodeList values)
      implements MergeClause {
    @Override
    public boolean matched() {
      return true;
    }

    @Override
    public void unparse(SqlWriter writer) {
      when(this, writer);
      SqlText.keywords(writer, "UPDATE SET");
      SqlText.assignments(writer, columns, values);
    }
  }

  /// `DELETE`
  record Delete(Optional<SqlNode> condition) implements MergeClause {
    @Override
    public boolean matched() {
      return true;
    }

    @Override
    public void unparse(SqlWriter writer) {
      when(this, writer);
      writer.keyword("DELETE");
    }
  }

  /// `INSERT [(columns)] VALUES (values)`
  ///
  /// @param columns empty for all; an empty list is DEFAULT VALUES
  record Insert(Optional<SqlNode> condition, Optional<SqlNodeList> columns, SqlNodeList values)
      implements MergeClause {
    @Override
    public boolean matched() {
      return false;
    }

    @Override
    public void unparse(SqlWriter writer) {
      when(this, writer);
      writer.keyword("INSERT");
      if (values.isEmpty()) {
        SqlText.keywords(writer, "DEFAULT VALUES");
        return;
      }
      columns.ifPresent(
          named ->
              SqlText.parenthesized(writer, named.getList(), each -> each.unparse(writer, 0, 0)));
      writer.keyword("VALUES");
      SqlText.parenthesized(writer, values.getList(), each -> each.unparse(writer, 0, 0));
    }
  }

  /// `DO NOTHING`
  record Nothing(boolean matched, Optional<SqlNode> condition) implements MergeClause {
    @Override
    public void unparse(SqlWriter writer) {
      when(this, writer);
      SqlText.keywords(writer, "DO NOTHING");
    }
  }

  private static void when(MergeClause clause, SqlWriter writer) {
    SqlText.keywords(writer, clause.matched() ? "WHEN MATCHED" : "WHEN NOT MATCHED");
    clause
        .condition()
        .ifPresent(
            condition -> {
              writer.keyword("AND");
              condition.unparse(writer, 0, 0);
            });
    writer.keyword("THEN");
  }
}
