package io.armillaria.sql.parser;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.calcite.sql.SqlWriter;

/// Care of the store: none of these changes what a query returns.
public sealed interface MaintenanceStatement extends Statement {

  /// `OPTIMIZE TABLE t`
  record OptimizeTable(TableName table) implements MaintenanceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "OPTIMIZE TABLE");
      SqlText.table(writer, table);
    }
  }

  /// `CHECK DATABASE`
  record CheckDatabase() implements MaintenanceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CHECK DATABASE");
    }
  }

  /// `CHECK TABLE t [VERSION n]`
  ///
  /// @param table without a version for all of them
  record CheckTable(TableName table) implements MaintenanceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CHECK TABLE");
      SqlText.table(writer, table);
    }
  }

  /// `VACUUM [RETAIN n DAYS] [DRY RUN]`
  ///
  /// @param retainDays empty for the retention that the database or the table sets
  record Vacuum(OptionalInt retainDays, boolean dryRun) implements MaintenanceStatement {
    public Vacuum {
      Objects.requireNonNull(retainDays, "retainDays");
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("VACUUM");
      retainDays.ifPresent(days -> SqlText.print(writer, "RETAIN " + days + " DAYS"));
      if (dryRun) {
        SqlText.keywords(writer, "DRY RUN");
      }
    }
  }

  /// `ALTER DATABASE SET RETAIN n DAYS | n MB`, and `ALTER DATABASE RESET RETAIN`, which says
  /// neither
  record Retain(OptionalInt days, OptionalLong megabytes) implements MaintenanceStatement {
    public Retain {
      Objects.requireNonNull(days, "days");
      Objects.requireNonNull(megabytes, "megabytes");
    }

    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ALTER DATABASE");
      if (days.isPresent()) {
        SqlText.print(writer, "SET RETAIN " + days.getAsInt() + " DAYS");
      } else if (megabytes.isPresent()) {
        SqlText.print(writer, "SET RETAIN " + megabytes.getAsLong() + " MB");
      } else {
        SqlText.keywords(writer, "RESET RETAIN");
      }
    }
  }

  /// `BACKUP TO 'directory'`
  record Backup(String directory) implements MaintenanceStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "BACKUP TO");
      SqlText.string(writer, directory);
    }
  }
}
