package io.armillaria.sql.session;

import io.armillaria.sql.planner.SequenceNames;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.Optional;

/// The columns whose defaults take their numbers from a sequence.
final class SequenceUses {
  private final TableTarget sequence;
  private final StatementRun run;

  SequenceUses(TableTarget sequence, StatementRun run) {
    this.sequence = sequence;
    this.run = run;
  }

  /// Drops the defaults with `cascade`; without, there must be none.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DependentObjects
  void end(boolean cascade) {
    for (TableSnapshot table : run.transaction().tables(sequence.branch())) {
      List<String> users =
          table.schema().columns().stream().filter(this::isUsed).map(Column::name).toList();
      if (users.isEmpty()) {
        continue;
      }
      if (!cascade) {
        throw new Failure.DependentObjects(
                sequence.name(),
                "Sequence "
                    + sequence.name()
                    + " is the default of "
                    + table.name()
                    + "."
                    + users.getFirst()
                    + ". Drop the default first"
                    + " (DROP SEQUENCE ... CASCADE does).")
            .raise();
      }
      List<Column> columns =
          table.schema().columns().stream()
              .map(each -> isUsed(each) ? each.withDefault(Optional.empty()) : each)
              .toList();
      run.transaction()
          .alterTable(
              sequence.branch(), table.name(), table.name(), table.schema().withColumns(columns));
    }
  }

  private boolean isUsed(Column column) {
    return column
        .defaultSql()
        .filter(sql -> SequenceNames.in(sql).contains(sequence.name()))
        .isPresent();
  }
}
