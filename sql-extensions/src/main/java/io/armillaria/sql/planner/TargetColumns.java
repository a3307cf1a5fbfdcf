package io.armillaria.sql.planner;

import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/// The columns that a statement names to write to.
public final class TargetColumns {
  private TargetColumns() {}

  /// The places in the table of the columns named, all for no list.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedColumn, DuplicateColumn
  static List<Integer> ordinals(SqlNodeList names, TableSnapshot table) {
    if (names == null || names.isEmpty()) {
      return IntStream.range(0, table.schema().columns().size()).boxed().toList();
    }
    return ordinals(
        names.stream().map(each -> ((SqlIdentifier) each).names.getLast()).toList(), table);
  }

  public static List<Integer> ordinals(List<String> names, TableSnapshot table) {
    List<Integer> ordinals = new ArrayList<>();
    for (String name : names) {
      int ordinal = ordinal(name, table);
      if (ordinals.contains(ordinal)) {
        throw new Failure.DuplicateColumn(name, "Column " + name + " is named twice.").raise();
      }
      ordinals.add(ordinal);
    }
    return ordinals;
  }

  public static int ordinal(String name, TableSnapshot table) {
    int ordinal = table.schema().ordinal(name);
    if (ordinal < 0) {
      List<String> known = table.schema().columns().stream().map(Column::name).toList();
      throw new Failure.UndefinedColumn(
              name,
              "Table "
                  + table.name()
                  + " has no column "
                  + name
                  + "; its columns are "
                  + Failure.listing(known)
                  + ".")
          .raise();
    }
    return ordinal;
  }

  /// The syntax of a column's default, NULL where it has none.
  static SqlNode defaultOf(Column column) {
    return column
        .defaultSql()
        .map(sql -> ArmillariaParser.parseStatement("VALUES (" + sql + ")"))
        .map(values -> ((SqlCall) ((SqlCall) values).operand(0)).<SqlNode>operand(0))
        .orElse(SqlLiteral.createNull(SqlParserPos.ZERO));
  }
}
