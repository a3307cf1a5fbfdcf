package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.type.DataType;
import org.apache.calcite.sql.SqlDataTypeSpec;

/// Reads the types of column definitions.
public final class TypeReader {
  private final QueryPlanner planner;

  public TypeReader(PlanningContext context) {
    planner = new QueryPlanner(context);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported, or InvalidParameter for a
  ///   precision or scale out of bounds
  public DataType read(SqlDataTypeSpec type) {
    return TypeMapping.toData(planner.type(type));
  }
}
