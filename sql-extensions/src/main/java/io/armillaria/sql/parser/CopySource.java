package io.armillaria.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/// The query that `COPY t [(columns)] TO` stands for.
final class CopySource {
  private CopySource() {}

  static SqlNode of(SqlIdentifier table, List<String> columns) {
    SqlParserPos position = table.getParserPosition();
    SqlNodeList items = new SqlNodeList(position);
    if (columns.isEmpty()) {
      items.add(SqlIdentifier.star(position));
    }
    for (String column : columns) {
      items.add(new SqlIdentifier(column, position));
    }
    return new SqlSelect(
        position,
        SqlNodeList.EMPTY,
        items,
        VersionedTable.underItsName(table),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        SqlNodeList.EMPTY);
  }
}
