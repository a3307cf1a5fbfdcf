package io.armillaria.sql.parser;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.checkerframework.checker.nullness.qual.Nullable;

/// A table reference with a branch or a version: an identifier whose last name is encoded by
/// [TableName]. In FROM it stands under an alias, so that the columns are found by the name that
/// the user sees.
public final class VersionedTable extends SqlIdentifier {
  private final TableName table;

  private VersionedTable(TableName table, SqlParserPos position, List<SqlParserPos> parts) {
    super(table.encode(), null, position, parts);
    this.table = table;
  }

  /// `written` with a branch or version that ends at `position`; itself if there is neither.
  static SqlIdentifier of(TableName table, SqlIdentifier written, SqlParserPos position) {
    return table.isCurrent() ? written : new VersionedTable(table, position, positions(written));
  }

  /// A reference in FROM that has no alias of its own, under the name the user sees.
  static SqlNode underItsName(SqlNode reference) {
    return reference instanceof VersionedTable versioned
        ? SqlStdOperatorTable.AS.createCall(
            versioned.getParserPosition(), versioned, versioned.visibleName())
        : reference;
  }

  /// The alias of a DML target that has none written, null where its own name serves.
  static @Nullable SqlIdentifier alias(SqlIdentifier target) {
    return target instanceof VersionedTable versioned ? versioned.visibleName() : null;
  }

  private SqlIdentifier visibleName() {
    return new SqlIdentifier(table.name(), getComponentParserPosition(names.size() - 1));
  }

  private static List<SqlParserPos> positions(SqlIdentifier identifier) {
    return IntStream.range(0, identifier.names.size())
        .mapToObj(identifier::getComponentParserPosition)
        .toList();
  }

  public TableName table() {
    return table;
  }

  @Override
  public SqlNode clone(SqlParserPos position) {
    return new VersionedTable(table, position, positions(this));
  }

  @Override
  public String toString() {
    return table.toString();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    SqlText.table(writer, table);
  }
}
