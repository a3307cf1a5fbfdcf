package io.armillaria.sql.schema;

import io.armillaria.storage.changelog.ChangeEntry;
import io.armillaria.storage.changelog.ChunkEntry;
import io.armillaria.storage.changelog.CommitEntry;
import io.armillaria.storage.changelog.PreparedEntry;
import io.armillaria.storage.changelog.RefEntry;
import io.armillaria.storage.changelog.StorageEntry;
import io.armillaria.storage.changelog.VersionEntry;
import io.armillaria.storage.stats.Statistics;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A table that shows the store's own history. Its name and columns are upper case, so that they
/// work without quotes; its name in lower case and quotes works as well.
public final class SystemTable {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);
  private static final DataType TIME = new DataType.TimestampWithZone(6);

  private static final List<SystemTable> ALL =
      List.of(
          changelog(),
          commits(),
          branches(),
          tags(),
          versions(),
          prepared(),
          chunks(),
          storage(),
          stats());

  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final Function<Database, List<Object[]>> rows;

  private SystemTable(String name, Function<Database, List<Object[]>> rows) {
    this.name = name;
    this.rows = rows;
  }

  public static List<SystemTable> all() {
    return ALL;
  }

  static Optional<SystemTable> named(String name) {
    return ALL.stream()
        .filter(each -> each.name.equals(name) || each.name.toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  public String name() {
    return name;
  }

  public List<Column> columns() {
    return List.copyOf(columns);
  }

  /// The rows as they are now; values by the layouts of the columns' types, text as String.
  public List<Object[]> rows(Database database) {
    return rows.apply(database);
  }

  private SystemTable with(String column, DataType type, boolean nullable) {
    columns.add(new Column(columns.size() + 1, column, type, nullable));
    return this;
  }

  private SystemTable with(DataType type, String... names) {
    for (String each : names) {
      with(each, type, false);
    }
    return this;
  }

  /// Rows that are made when they are asked for.
  private static <T> List<Object[]> view(List<T> entries, Function<T, Object[]> row) {
    return new AbstractList<>() {
      @Override
      public Object[] get(int index) {
        return row.apply(entries.get(index));
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  private static SystemTable changelog() {
    return new SystemTable(
            "__CHANGELOG", database -> view(database.listings().changelog(), SystemTable::row))
        .with(Plain.BIGINT, "TX_ID", "EPOCH_ID")
        .with(TEXT, "COMMIT_ID")
        .with(TIME, "COMMITTED_AT")
        .with(TEXT, "BRANCH", "TABLE_NAME")
        .with("OLD_VERSION", Plain.BIGINT, true)
        .with("NEW_VERSION", Plain.BIGINT, true)
        .with(Plain.BOOLEAN, "IS_NEW_TABLE")
        .with(Plain.BIGINT, "ROWS_INSERTED", "ROWS_UPDATED", "ROWS_DELETED")
        .with(TEXT, "AUTHOR", "MESSAGE");
  }

  private static Object[] row(ChangeEntry entry) {
    return new Object[] {
      entry.transaction(),
      entry.epoch(),
      entry.commit(),
      entry.committedAt(),
      entry.branch(),
      entry.table(),
      entry.oldVersion().isPresent() ? entry.oldVersion().getAsLong() : null,
      entry.newVersion().isPresent() ? entry.newVersion().getAsLong() : null,
      entry.newTable() ? 1L : 0L,
      entry.inserted(),
      entry.updated(),
      entry.deleted(),
      entry.author(),
      entry.message()
    };
  }

  private static SystemTable commits() {
    return new SystemTable(
            "__COMMITS", database -> view(database.listings().commits(), SystemTable::row))
        .with(Plain.BIGINT, "TX_ID", "EPOCH_ID")
        .with(TEXT, "COMMIT_ID", "PARENTS")
        .with(TIME, "COMMITTED_AT")
        .with(TEXT, "BRANCH")
        .with(Plain.INTEGER, "TABLES")
        .with(TEXT, "AUTHOR", "MESSAGE");
  }

  private static Object[] row(CommitEntry entry) {
    return new Object[] {
      entry.transaction(),
      entry.epoch(),
      entry.commit(),
      String.join(",", entry.parents()),
      entry.committedAt(),
      entry.branch(),
      (long) entry.tables(),
      entry.author(),
      entry.message()
    };
  }

  private static SystemTable branches() {
    return refs("__BRANCHES", Database::branches);
  }

  private static SystemTable tags() {
    return refs("__TAGS", Database::tags);
  }

  private static SystemTable refs(String name, Function<Database, List<RefEntry>> entries) {
    return new SystemTable(
            name, database -> entries.apply(database).stream().map(SystemTable::row).toList())
        .with(TEXT, "NAME", "COMMIT_ID")
        .with(Plain.BIGINT, "TX_ID")
        .with("COMMITTED_AT", TIME, true)
        .with(TIME, "CREATED_AT")
        .with(Plain.INTEGER, "TABLES");
  }

  private static Object[] row(RefEntry entry) {
    return new Object[] {
      entry.name(),
      entry.commit(),
      entry.transaction(),
      entry.committedAt() == 0 ? null : entry.committedAt(),
      entry.createdAt(),
      (long) entry.tables()
    };
  }

  private static SystemTable versions() {
    return new SystemTable(
            "__VERSIONS", database -> view(database.listings().versions(), SystemTable::row))
        .with(TEXT, "TABLE_NAME", "TABLE_ID")
        .with(Plain.BIGINT, "VERSION")
        .with(TEXT, "BRANCH", "COMMIT_ID")
        .with(Plain.BIGINT, "TX_ID")
        .with(TIME, "COMMITTED_AT")
        .with(Plain.BIGINT, "ROW_COUNT", "ROWS_INSERTED", "ROWS_UPDATED", "ROWS_DELETED")
        .with(Plain.BOOLEAN, "IS_DROPPED");
  }

  private static Object[] row(VersionEntry entry) {
    return new Object[] {
      entry.table(),
      entry.tableId(),
      entry.version(),
      entry.branch(),
      entry.commit(),
      entry.transaction(),
      entry.committedAt(),
      entry.rows(),
      entry.inserted(),
      entry.updated(),
      entry.deleted(),
      entry.dropped() ? 1L : 0L
    };
  }

  private static SystemTable prepared() {
    return new SystemTable(
            "__PREPARED", database -> database.prepared().stream().map(SystemTable::row).toList())
        .with(TEXT, "GID")
        .with(TIME, "PREPARED_AT")
        .with(TEXT, "BRANCH", "TABLE_NAMES", "AUTHOR", "MESSAGE");
  }

  private static Object[] row(PreparedEntry entry) {
    return new Object[] {
      entry.id(),
      entry.preparedAt(),
      entry.branch(),
      String.join(", ", entry.tables()),
      entry.author(),
      entry.message()
    };
  }

  private static SystemTable chunks() {
    return new SystemTable(
            "__CHUNKS", database -> database.chunks().stream().map(SystemTable::row).toList())
        .with(TEXT, "CHUNK_ID", "KIND")
        .with(Plain.BIGINT, "BYTES", "STORED_BYTES", "REFERENCE_COUNT")
        .with(TEXT, "HOME");
  }

  private static Object[] row(ChunkEntry entry) {
    return new Object[] {
      entry.chunk(),
      entry.kind(),
      entry.bytes(),
      entry.storedBytes(),
      entry.references(),
      entry.home()
    };
  }

  private static SystemTable storage() {
    return new SystemTable(
            "__STORAGE", database -> database.storage().stream().map(SystemTable::row).toList())
        .with(TEXT, "TABLE_NAME")
        .with(Plain.BIGINT, "VERSIONS", "CHUNKS", "LOGICAL_BYTES", "STORED_BYTES", "SHARED_BYTES");
  }

  private static Object[] row(StorageEntry entry) {
    return new Object[] {
      entry.table(),
      entry.versions(),
      entry.chunks(),
      entry.logicalBytes(),
      entry.storedBytes(),
      entry.sharedBytes()
    };
  }

  private static SystemTable stats() {
    return new SystemTable(
            "__STATS", database -> database.statistics().stream().map(SystemTable::row).toList())
        .with(TEXT, "NAME")
        .with("VALUE", Plain.BIGINT, true)
        .with("TEXT", TEXT, true);
  }

  private static Object[] row(Statistics.Figure figure) {
    return new Object[] {figure.name(), figure.value().orElse(null), figure.text().orElse(null)};
  }
}
