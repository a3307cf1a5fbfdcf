package io.armillaria.sql.session;

import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.parser.VersionClause;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.sql.schema.VersionBinder;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// CHECK DATABASE and CHECK TABLE: a row for each problem, none when all is well.
///
/// @param table empty for everything
record CompiledCheck(Optional<TableName> table) implements CompiledStatement {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);
  private static final List<ColumnDescription> COLUMNS =
      List.of(column("OBJECT"), column("KIND"), column("PROBLEM"));

  private static ColumnDescription column(String name) {
    return new ColumnDescription(name, name, "", TEXT, false);
  }

  @Override
  public List<DataType> parameters() {
    return table.filter(each -> each.version() instanceof VersionClause.NumberParameter).isPresent()
        ? List.of(DataType.Plain.BIGINT)
        : List.of();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.of(COLUMNS);
  }

  @Override
  public Effect effect() {
    return Effect.READS;
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return true;
  }

  @Override
  public StatementResult run(StatementRun run) {
    List<Object[]> problems = new ArrayList<>();
    check(run, problem -> problems.add(row(problem)));
    return new StatementResult.Rows(
        COLUMNS, new RowCursor(SystemRows.of(List.of(TEXT, TEXT, TEXT), problems).iterator()));
  }

  private static Object[] row(Problem problem) {
    return new Object[] {
      problem.object(), problem.kind().name().toLowerCase(Locale.ROOT), problem.text()
    };
  }

  private void check(StatementRun run, Consumer<Problem> found) {
    Database database = run.session().engine().database();
    Runnable between = run.session().cancellation()::check;
    if (table.isEmpty()) {
      database.check(found, between);
      return;
    }
    TableName name = table.get();
    TableTarget target = TableTarget.of(name.at(new VersionClause.None()), database);
    VersionBinder binder = new VersionBinder(run.session().zone(), Optional.of(run.parameters()));
    TableSnapshot snapshot =
        run.transaction().table(target.branch(), target.name(), binder.bind(name.version()));
    boolean all = name.version() instanceof VersionClause.None;
    database.check(snapshot.id(), all ? OptionalLong.empty() : snapshot.version(), found, between);
  }
}
