package io.armillaria.sql.session;

import io.armillaria.sql.planner.ChangePlanner;
import io.armillaria.sql.planner.CheckCondition;
import io.armillaria.sql.planner.ColumnDefaults;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.planner.TargetColumns;
import io.armillaria.sql.planner.TypeReader;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Gives a column another type. Where the stored values are those of the new type as well, only the
/// schema changes; else a new column with the converted values takes the old one's place, which
/// past versions still have.
final class Retyping {
  private final AlteredTable table;

  Retyping(AlteredTable table) {
    this.table = table;
  }

  /// @param value what the new values are; empty for the old ones, converted as an assignment does
  void run(String name, SqlDataTypeSpec spec, Optional<SqlNode> value) {
    TableSnapshot before = table.snapshot();
    int ordinal = TargetColumns.ordinal(name, before);
    Column old = before.schema().columns().get(ordinal);
    DataType type = new TypeReader(table.run().planning()).read(spec);
    Column retyped = retyped(old, type);
    if (value.isEmpty() && StoredValues.fit(old.type(), type)) {
      table.replace(ordinal, retyped);
    } else {
      refuseDependents(before.schema(), old, type);
      convert(before, ordinal, retyped, value.orElseGet(() -> itself(name)));
    }
    checkConditions();
  }

  private Column retyped(Column old, DataType type) {
    if (old.identity().isPresent() && !Identities.fits(type)) {
      throw Identities.noNumbers(old.name(), type);
    }
    Column column = old.withType(type);
    return old.defaultSql()
        .map(sql -> new ColumnDefaults(table.run().planning()).with(column, sql))
        .orElse(column);
  }

  private static SqlNode itself(String name) {
    return new SqlIdentifier(name, SqlParserPos.ZERO);
  }

  private void refuseDependents(TableSchema schema, Column column, DataType type) {
    ColumnDependents dependents = new ColumnDependents(table, column);
    boolean inConstraint =
        schema.constraints().stream()
            .filter(each -> !(each instanceof Constraint.Check))
            .anyMatch(each -> dependents.constraints().contains(each.name()));
    if (schema.primaryKey().contains(column.id())
        || inConstraint
        || !dependents.indexes().isEmpty()) {
      throw new Failure.Unsupported(
              "Column "
                  + column.name()
                  + " of "
                  + table.name()
                  + " belongs to a key or an index, whose entries of type "
                  + column.type().sql()
                  + " cannot be converted to "
                  + type.sql()
                  + ". Drop the key or index first and add it again afterwards.")
          .raise();
    }
  }

  private void convert(TableSnapshot before, int ordinal, Column retyped, SqlNode value) {
    StatementRun run = table.run();
    PlannedQuery query =
        new ChangePlanner(run.planning()).planValues(table.target(), retyped, value);
    table.replace(ordinal, retyped.withId(0).withMissing(null));
    new NewValues(table).write(before, query, ordinal);
  }

  /// The conditions must still mean something.
  private void checkConditions() {
    TableSchema schema = table.schema();
    for (Constraint constraint : schema.constraints()) {
      if (constraint instanceof Constraint.Check check) {
        CheckCondition.of(check.sql()).over(table.name(), schema, check.name());
      }
    }
  }
}
