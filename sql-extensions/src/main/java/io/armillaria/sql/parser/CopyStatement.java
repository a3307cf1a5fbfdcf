package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/// Bulk load and unload of CSV files.
public sealed interface CopyStatement extends Statement {

  /// `COPY t [(columns)] FROM 'file' [WITH (...)]`
  ///
  /// @param columns empty for all, in the table's order
  record CopyFrom(TableName table, List<String> columns, String file, CopyOptions options)
      implements CopyStatement {
    public CopyFrom {
      Objects.requireNonNull(table, "table");
      columns = List.copyOf(columns);
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(options, "options");
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("COPY");
      SqlText.table(writer, table);
      if (!columns.isEmpty()) {
        SqlText.columns(writer, columns);
      }
      writer.keyword("FROM");
      SqlText.string(writer, file);
      options.unparse(writer);
    }
  }

  /// `COPY (query) TO 'file' [WITH (...)]`; `COPY t TO 'file'` is the query of the whole table.
  record CopyTo(SqlNode query, String file, CopyOptions options) implements CopyStatement {
    public CopyTo {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(options, "options");
    }

    @Override
    public List<SqlNode> children() {
      return List.of(query);
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("COPY");
      SqlText.query(writer, query);
      writer.keyword("TO");
      SqlText.string(writer, file);
      options.unparse(writer);
    }
  }
}
