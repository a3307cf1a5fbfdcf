package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.sql.parser.TableStatement;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.txn.TableWriter;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// CREATE TABLE ... AS query.
record CompiledCreateTableAs(TableStatement.CreateTableAs create, PlannedQuery query)
    implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return query.parameters();
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
  public boolean isReusable() {
    return query.isReusable();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return QueryRunner.isCurrent(query, transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    TableTarget target =
        TableTarget.of(create.table(), run.session().engine().database()).checkedAsNew();
    if (!TableCommands.isNew(target, create.ifNotExists(), run.transaction())) {
      return new StatementResult.Count(0);
    }
    run.transaction().createTable(target.branch(), target.name(), schema(target.name()));
    if (!create.withData()) {
      return new StatementResult.Count(0);
    }
    try (TableWriter writer = run.transaction().write(target.branch(), target.name());
        Cursor rows = run.execute(query)) {
      long count = 0;
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        writer.insert(batch.columns(), batch.rows());
        count += batch.rows();
      }
      writer.finish();
      return new StatementResult.Count(count);
    }
  }

  private TableSchema schema(String table) {
    List<String> names = create.columns();
    if (!names.isEmpty() && names.size() != query.columns().size()) {
      throw new Failure.Semantic(
              "CREATE TABLE "
                  + table
                  + " names "
                  + names.size()
                  + " columns, but its query has "
                  + query.columns().size()
                  + ".")
          .raise();
    }
    List<Column> columns = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < query.columns().size(); i++) {
      PlannedQuery.OutputColumn output = query.columns().get(i);
      String name = names.isEmpty() ? output.label() : names.get(i);
      if (!used.add(name)) {
        throw new Failure.DuplicateColumn(
                name, "Column " + name + " of the query occurs twice; give it an alias.")
            .raise();
      }
      columns.add(new Column(i + 1, name, output.type(), true));
    }
    return new TableSchema(columns, List.of(), "", List.of());
  }
}
