package io.armillaria.sql.planner;

import io.armillaria.sql.parser.ChangeStatement;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/// The identity columns that an INSERT has values for.
final class GivenIdentities {
  private final TableSchema schema;
  private final List<Integer> ordinals;

  /// @param ordinals the columns that the INSERT has values for
  GivenIdentities(TableSchema schema, List<Integer> ordinals) {
    this.schema = schema;
    this.ordinals = ordinals;
  }

  /// The columns that are no identities.
  List<Integer> others() {
    return ordinals.stream()
        .filter(each -> schema.columns().get(each).identity().isEmpty())
        .toList();
  }

  /// @throws io.armillaria.storage.failure.DatabaseException GeneratedColumn for a value other than
  ///   DEFAULT where the column is GENERATED ALWAYS
  void refuse(SqlNode source) {
    for (int i = 0; i < ordinals.size(); i++) {
      Column column = schema.columns().get(ordinals.get(i));
      if (isAlways(column) && !isDefault(source, i)) {
        throw new Failure.GeneratedColumn(
                column.name(),
                "Column "
                    + column.name()
                    + " is GENERATED ALWAYS AS IDENTITY: it takes no other value than DEFAULT,"
                    + " except after OVERRIDING SYSTEM VALUE.")
            .raise();
      }
    }
  }

  static boolean isAlways(Column column) {
    return column.identity().isPresent() && column.identity().get().always();
  }

  private static boolean isDefault(SqlNode source, int place) {
    if (source.getKind() != SqlKind.VALUES || ChangeStatement.isDefaultRow(source)) {
      return false;
    }
    return ((SqlCall) source)
        .getOperandList().stream()
            .map(row -> ((SqlCall) row).getOperandList())
            .allMatch(row -> place < row.size() && row.get(place).getKind() == SqlKind.DEFAULT);
  }
}
