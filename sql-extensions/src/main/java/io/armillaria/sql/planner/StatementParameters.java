package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TableBinder;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorImpl;

/// Finds the types of a statement's parameters.
final class StatementParameters {
  private StatementParameters() {}

  /// By index: those that the validator typed, and those of version clauses; VARCHAR for the rest.
  static List<DataType> types(SqlValidatorImpl validator, SqlNode statement, TableBinder binder) {
    Map<Integer, DataType> found = new TreeMap<>(binder.clauseParameters());
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
            if (type != null) {
              found.put(parameter.getIndex(), ParameterTypes.of(type));
            } else {
              found.putIfAbsent(parameter.getIndex(), new DataType.Varchar(DataType.UNLIMITED));
            }
            return null;
          }
        });
    int count = found.keySet().stream().mapToInt(index -> index + 1).max().orElse(0);
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      types.add(found.getOrDefault(i, new DataType.Varchar(DataType.UNLIMITED)));
    }
    return types;
  }
}
