package io.armillaria.sql.session;

import io.armillaria.sql.parser.MaintenanceStatement;
import io.armillaria.storage.gc.VacuumResult;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// VACUUM: one row that tells what was let go.
record CompiledVacuum(MaintenanceStatement.Vacuum vacuum) implements CompiledStatement {
  private static final DataType NUMBER = DataType.Plain.BIGINT;
  private static final List<ColumnDescription> COLUMNS =
      Stream.of("OBJECTS", "BYTES", "VERSIONS", "DELETED_BYTES")
          .map(name -> new ColumnDescription(name, name, "", NUMBER, false))
          .toList();

  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.of(COLUMNS);
  }

  @Override
  public Effect effect() {
    return Effect.CONTROLS;
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return true;
  }

  @Override
  public StatementResult run(StatementRun run) {
    run.session().transactions().leaveForWriting("VACUUM");
    VacuumResult result =
        run.session().engine().database().vacuum(vacuum.retainDays(), vacuum.dryRun());
    Object[] row = {result.objects(), result.bytes(), result.versions(), result.deletedBytes()};
    List<DataType> types = List.of(NUMBER, NUMBER, NUMBER, NUMBER);
    return new StatementResult.Rows(
        COLUMNS, new GivenRows(SystemRows.of(types, List.<Object[]>of(row)).iterator()));
  }
}
