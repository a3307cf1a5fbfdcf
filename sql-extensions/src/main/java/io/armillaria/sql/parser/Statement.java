package io.armillaria.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/// What Calcite has no node for, as a plain record. Names are as stored: folded to upper case
/// unless they were quoted; branch and tag names keep their case.
public sealed interface Statement
    permits BranchStatement,
        TableStatement,
        IndexStatement,
        SequenceStatement,
        ChangeStatement,
        CopyStatement,
        TransactionStatement,
        MaintenanceStatement,
        QueryStatement {

  /// Writes the statement as SQL that parses to an equal statement.
  void unparse(SqlWriter writer);

  /// The queries inside. The expressions of column definitions and constraints are not among them.
  default List<SqlNode> children() {
    return List.of();
  }
}
