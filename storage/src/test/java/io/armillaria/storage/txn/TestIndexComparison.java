package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.check.DatabaseCheck;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class TestIndexComparison {
  private final Storage storage =
      Database.openStorage(DatabaseOptions.memory(), Environment.MACHINE);
  private final Database database = new Database(storage);

  /// A version with the indexes of the one before.
  private record Stale(TableSnapshot table, TableSnapshot before) implements TableSnapshot {
    @Override
    public TableSnapshot index(Index index) {
      return before.index(index);
    }

    @Override
    public TableId id() {
      return table.id();
    }

    @Override
    public String name() {
      return table.name();
    }

    @Override
    public TableSchema schema() {
      return table.schema();
    }

    @Override
    public OptionalLong version() {
      return table.version();
    }

    @Override
    public long rowCount() {
      return table.rowCount();
    }

    @Override
    public List<? extends Segment> segments() {
      return table.segments();
    }

    @Override
    public long find(byte[] key) {
      return table.find(key);
    }

    @Override
    public KeySearch search() {
      return table.search();
    }
  }

  private void commit(Consumer<Grid> work) {
    try (Transaction transaction = database.begin("main")) {
      work.accept(new Grid(transaction));
      transaction.commit("", "");
    }
  }

  private List<String> problems(Function<TableVersion, TableSnapshot> snapshots) {
    List<String> found = new ArrayList<>();
    Consumer<Problem> listing = problem -> found.add(problem.object() + ": " + problem.text());
    new DatabaseCheck(storage.history(), database.visible(), snapshots, listing, () -> {}).all();
    return found;
  }

  private TableSnapshot read(TableVersion version) {
    return new VersionSnapshot(storage.history(), version);
  }

  @Test
  void tellsOfIndexesThatAreNotLikeTheirTables() {
    commit(g -> g.create("T", true, "ID", "A").index("T", "T_A", false, "A"));
    commit(g -> g.insert("T", 1L, 10L).insert("T", 2L, 20L));
    assertThat(problems(this::read)).isEmpty();
    commit(g -> g.insert("T", 3L, 30L));
    assertThat(problems(this::read)).isEmpty();
    Function<TableVersion, TableSnapshot> stale =
        version ->
            version.name().equals("T")
                ? new Stale(read(version), read(version.previous().orElseThrow()))
                : read(version);
    assertThat(problems(stale))
        .containsExactly(
            "T VERSION 3: Index T_A of T has 2 entries for 3 rows.",
            "T VERSION 3: Index T_A of T lacks a row with (30).");
    commit(g -> g.update("T", row -> row.get(0) == 2, "A", old -> 21L));
    assertThat(problems(stale))
        .containsExactly("T VERSION 4: Index T_A of T lacks a row with (21).");
    database.close();
  }
}
