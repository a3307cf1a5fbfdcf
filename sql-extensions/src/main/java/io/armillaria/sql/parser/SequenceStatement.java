package io.armillaria.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlWriter;

/// Sequences: create, alter, drop.
public sealed interface SequenceStatement extends Statement {

  /// `CREATE SEQUENCE [IF NOT EXISTS] s options`
  record CreateSequence(TableName name, boolean ifNotExists, SequenceOptions options)
      implements SequenceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CREATE SEQUENCE");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.table(writer, name);
      options.unparse(writer);
    }
  }

  /// `ALTER SEQUENCE [IF EXISTS] s options`
  record AlterSequence(TableName name, boolean ifExists, SequenceOptions options)
      implements SequenceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ALTER SEQUENCE");
      SqlText.ifExists(writer, ifExists);
      SqlText.table(writer, name);
      options.unparse(writer);
    }
  }

  /// `ALTER SEQUENCE [IF EXISTS] s RENAME TO s2`
  record RenameSequence(TableName name, boolean ifExists, String newName)
      implements SequenceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ALTER SEQUENCE");
      SqlText.ifExists(writer, ifExists);
      SqlText.table(writer, name);
      SqlText.keywords(writer, "RENAME TO");
      SqlText.identifier(writer, newName);
    }
  }

  /// `DROP SEQUENCE [IF EXISTS] s, s2 [CASCADE]`
  record DropSequence(List<TableName> names, boolean ifExists, boolean cascade)
      implements SequenceStatement {
    public DropSequence {
      names = List.copyOf(names);
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP SEQUENCE");
      SqlText.ifExists(writer, ifExists);
      SqlText.list(writer, names, name -> SqlText.table(writer, name));
      SqlText.cascade(writer, cascade);
    }
  }
}
