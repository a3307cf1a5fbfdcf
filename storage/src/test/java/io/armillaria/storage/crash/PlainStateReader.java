package io.armillaria.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.changelog.RefEntry;
import io.armillaria.storage.changelog.VersionEntry;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Reads all of a database, every version of it.
final class PlainStateReader {
  private final Database database;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private PlainStateReader(Database database) {
    this.database = database;
  }

  static PlainState read(Database database) {
    return new PlainStateReader(database).read();
  }

  /// What CHECK DATABASE finds.
  static List<Problem> problems(Database database) {
    List<Problem> problems = new ArrayList<>();
    database.check(problems::add, () -> {});
    return problems;
  }

  private PlainState read() {
    PlainState state = new PlainState();
    state.commits = database.commits().size();
    database.prepared().forEach(entry -> state.prepared.put(entry.id(), edit -> {}));
    try (Transaction reader = database.begin("main")) {
      for (VersionEntry version : database.versions()) {
        int number = numbers.computeIfAbsent(version.tableId(), id -> numbers.size());
        if (number == state.tables.size()) {
          state.tables.add(new ArrayList<>());
        }
        state.tables.get(number).add(version(reader, number, version));
      }
      database.branches().forEach(ref -> state.branches.put(ref.name(), head(reader, ref)));
      database.tags().forEach(ref -> state.tags.put(ref.name(), head(reader, ref)));
    }
    return state;
  }

  private PlainState.Version version(Transaction reader, int number, VersionEntry version) {
    Optional<TableSnapshot> found =
        reader.find(
            Optional.empty(), version.table(), new VersionSelector.AtCommit(version.commit()));
    if (version.dropped()) {
      return new PlainState.Version(version.table(), null);
    }
    TableSnapshot snapshot = found.orElseThrow();
    assertThat(snapshot.version()).hasValue(version.version());
    assertThat(snapshot.rowCount()).isEqualTo(version.rows());
    return new PlainState.Version(version.table(), table(number, snapshot));
  }

  private NavigableMap<String, PlainState.Table> head(Transaction reader, RefEntry ref) {
    NavigableMap<String, PlainState.Table> tables = new TreeMap<>();
    for (TableSnapshot snapshot : reader.tables(Optional.of(ref.name()))) {
      tables.put(snapshot.name(), table(numbers.get(snapshot.id().toString()), snapshot));
    }
    return tables;
  }

  private static PlainState.Table table(int number, TableSnapshot snapshot) {
    NavigableMap<Long, List<Object>> rows = new TreeMap<>();
    List<Column> columns = snapshot.schema().columns();
    long seen = 0;
    for (Segment segment : snapshot.segments()) {
      List<ColumnVector> vectors = new ArrayList<>();
      for (Column column : columns) {
        vectors.add(
            ColumnVectors.read(segment.reader(column), column.type().layout(), 0, segment.rows()));
      }
      for (int row = 0; row < segment.rows(); row++) {
        if (!segment.deleted().contains(row)) {
          List<Object> values = new ArrayList<>();
          for (ColumnVector vector : vectors.subList(1, vectors.size())) {
            Object value = ColumnVectors.value(vector, row);
            values.add(
                value instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : value);
          }
          rows.put((Long) ColumnVectors.value(vectors.getFirst(), row), values);
          seen++;
        }
      }
    }
    assertThat(seen).isEqualTo(rows.size()).isEqualTo(snapshot.rowCount());
    List<String> names = columns.subList(1, columns.size()).stream().map(Column::name).toList();
    return new PlainState.Table(number, snapshot.version().orElseThrow(), names, rows);
  }
}
