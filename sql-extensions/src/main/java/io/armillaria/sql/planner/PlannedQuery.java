package io.armillaria.sql.planner;

import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.schema.BoundSequence;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Set;

/// A query ready to run.
///
/// @param parameters the types of the statement's parameters, by index
/// @param tables what the plan's scans read, by index
/// @param systemTables what the plan's virtual tables show, by index
/// @param versionParameters the parameters in version clauses, by index
/// @param sequences what the plan takes numbers from, by index
public record PlannedQuery(
    PhysicalPlan plan,
    List<OutputColumn> columns,
    List<DataType> parameters,
    List<BoundTable.Stored> tables,
    List<BoundTable.Virtual> systemTables,
    Set<Integer> versionParameters,
    List<BoundSequence> sequences) {
  public PlannedQuery {
    columns = List.copyOf(columns);
    parameters = List.copyOf(parameters);
    tables = List.copyOf(tables);
    systemTables = List.copyOf(systemTables);
    versionParameters = Set.copyOf(versionParameters);
    sequences = List.copyOf(sequences);
  }

  /// A column of the result.
  ///
  /// @param label the alias, or the column's name
  /// @param name the table's column, or the label when it is computed
  /// @param table the table it comes from, or empty
  public record OutputColumn(
      String label, String name, String table, DataType type, boolean nullable) {}

  /// Whether the plan holds for any parameters; one with `VERSION ?` is made anew for each run.
  public boolean isReusable() {
    return versionParameters.isEmpty();
  }

  /// The same query with another plan around it.
  public PlannedQuery withPlan(PhysicalPlan other) {
    return new PlannedQuery(
        other, columns, parameters, tables, systemTables, versionParameters, sequences);
  }

  /// The same query with all sequences that its statement names.
  PlannedQuery withSequences(List<BoundSequence> all) {
    return new PlannedQuery(
        plan, columns, parameters, tables, systemTables, versionParameters, all);
  }
}
