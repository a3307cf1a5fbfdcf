package io.armillaria.sql.planner;

import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.TableBinder;
import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorImpl;

/// Describes the columns of a result.
final class OutputColumns {
  private OutputColumns() {}

  static List<PlannedQuery.OutputColumn> of(
      SqlValidatorImpl validator, SqlNode query, List<DataType> types, ColumnLabels labels) {
    List<RelDataTypeField> fields = validator.getValidatedNodeType(query).getFieldList();
    List<List<String>> origins = validator.getFieldOrigins(query);
    List<PlannedQuery.OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      RelDataTypeField field = fields.get(i);
      List<String> origin = origins.get(i);
      if (SqlTypeName.INTERVAL_TYPES.contains(field.getType().getSqlTypeName())) {
        throw new Failure.Unsupported("INTERVAL as the type of a result's column").raise();
      }
      String label = labels.label(i, fields.size(), field.getName());
      boolean isStored = origin != null && origin.size() >= 2;
      columns.add(
          new PlannedQuery.OutputColumn(
              label,
              isStored ? origin.getLast() : label,
              isStored ? table(origin) : "",
              isStored ? stored(types.get(i), field.getType()) : types.get(i),
              field.getType().isNullable()));
    }
    return columns;
  }

  /// A column of CHAR is one also where it is known that there are no rows, or what they hold.
  private static DataType stored(DataType planned, RelDataType column) {
    return column.getSqlTypeName() == SqlTypeName.CHAR ? TypeMapping.toData(column) : planned;
  }

  private static String table(List<String> origin) {
    String name = origin.get(origin.size() - 2);
    return name.equals(TableBinder.TARGET) ? "" : TableName.decode(List.of(name)).name();
  }
}
