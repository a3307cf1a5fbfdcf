package io.armillaria.sql.session;

import io.armillaria.sql.copy.CsvFile;
import io.armillaria.sql.copy.CsvLayout;
import io.armillaria.sql.parser.CopyStatement;
import io.armillaria.sql.planner.ColumnDefaults;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.sql.planner.TargetColumns;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// COPY ... FROM: all rows of the file, or none.
record CompiledCopyFrom(CopyStatement.CopyFrom copy) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.empty();
  }

  @Override
  public Effect effect() {
    return Effect.WRITES;
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return true;
  }

  @Override
  public StatementResult run(StatementRun run) {
    TableTarget target = TableTarget.of(copy.table(), run.session().engine().database());
    try (TableWriter writer = run.transaction().write(target.branch(), target.name())) {
      TableSnapshot table = writer.base();
      List<Column> columns = table.schema().columns();
      List<Integer> ordinals = TargetColumns.ordinals(named(columns), table);
      CsvLayout layout =
          new CsvLayout(ordinals.stream().map(columns::get).toList(), copy.columns().isEmpty());
      PlanningContext planning = run.planning();
      ColumnDefaults defaults =
          new ColumnDefaults(
              planning, () -> run.session().numbers().of(planning.binder().sequences()));
      long[] count = new long[1];
      new CsvFile(copy.file(), copy.options())
          .read(
              layout,
              defaults::fromText,
              (vectors, rows) -> {
                run.session().cancellation().check();
                writer.insert(complete(vectors, rows, ordinals, columns, defaults), rows);
                count[0] += rows;
              });
      writer.finish();
      return new StatementResult.Count(count[0]);
    }
  }

  private List<String> named(List<Column> columns) {
    return copy.columns().isEmpty() ? columns.stream().map(Column::name).toList() : copy.columns();
  }

  /// The file's columns in the table's order, and defaults in those that the file has not.
  private static ColumnVector[] complete(
      ColumnVector[] vectors,
      int rows,
      List<Integer> ordinals,
      List<Column> columns,
      ColumnDefaults defaults) {
    List<ColumnVector> complete = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int place = ordinals.indexOf(i);
      complete.add(
          place >= 0 && vectors[place] != null ? vectors[place] : defaults.values(column, rows));
    }
    return complete.toArray(ColumnVector[]::new);
  }
}
