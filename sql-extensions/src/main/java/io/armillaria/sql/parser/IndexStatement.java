package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlWriter;

/// Secondary indexes.
public sealed interface IndexStatement extends Statement {

  /// `CREATE [UNIQUE] INDEX [IF NOT EXISTS] n ON t (columns)`
  record CreateIndex(
      String name, boolean unique, boolean ifNotExists, TableName table, List<String> columns)
      implements IndexStatement {
    public CreateIndex {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(table, "table");
      columns = List.copyOf(columns);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.identifier(writer, name);
      writer.keyword("ON");
      SqlText.table(writer, table);
      SqlText.columns(writer, columns);
    }
  }

  /// `DROP INDEX [IF EXISTS] n [ON t]`
  record DropIndex(String name, boolean ifExists, Optional<TableName> table)
      implements IndexStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP INDEX");
      SqlText.ifExists(writer, ifExists);
      SqlText.identifier(writer, name);
      table.ifPresent(
          owner -> {
            writer.keyword("ON");
            SqlText.table(writer, owner);
          });
    }
  }
}
