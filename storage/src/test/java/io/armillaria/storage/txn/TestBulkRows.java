package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.Leaf;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Loads and changes of far more rows than a transaction may have on the heap.
final class TestBulkRows {
  private static final int ROWS = 100_000;

  private final Database database = Database.open(DatabaseOptions.memory());

  @BeforeEach
  void limit() {
    DraftMemory.limit(200_000);
  }

  @AfterEach
  void close() {
    DraftMemory.unlimit();
    database.close();
  }

  private static long[] ascending() {
    long[] ids = new long[ROWS];
    Arrays.setAll(ids, i -> i);
    return ids;
  }

  private static long[] shuffled(long seed) {
    long[] ids = ascending();
    Random random = new Random(seed);
    for (int i = ids.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long id = ids[i];
      ids[i] = ids[other];
      ids[other] = id;
    }
    return ids;
  }

  private static ColumnVector names(long[] ids, String prefix) {
    Object[] names = new Object[ids.length];
    for (int i = 0; i < ids.length; i++) {
      names[i] = (prefix + ids[i] % 1000).getBytes(StandardCharsets.UTF_8);
    }
    return ColumnVectors.of(DataType.Layout.BYTES, names);
  }

  private static void write(TableWriter writer, long[] ids) {
    for (int from = 0; from < ids.length; from += 1000) {
      long[] some = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + 1000));
      writer.insert(new ColumnVector[] {new LongVector(some, null), names(some, "n")}, some.length);
    }
  }

  private static void insert(Transaction transaction, long[] ids) {
    try (TableWriter writer = transaction.write(Optional.empty(), "T")) {
      write(writer, ids);
      writer.finish();
    }
  }

  private void create(TableSchema schema) {
    try (Transaction transaction = database.begin("main")) {
      transaction.createTable(Optional.empty(), "T", schema);
      transaction.commit("ann", "");
    }
  }

  private void load(long[] ids) {
    try (Transaction transaction = database.begin("main")) {
      insert(transaction, ids);
      assertThat(transaction.commit("ann", "")).isPresent();
    }
  }

  private List<ChunkId> leavesOf(TableSchema schema, long[] ids, int statements) {
    try (Database own = Database.open(DatabaseOptions.memory())) {
      try (Transaction transaction = own.begin("main")) {
        transaction.createTable(Optional.empty(), "T", schema);
        int part = ids.length / statements;
        for (int i = 0; i < statements; i++) {
          insert(transaction, Arrays.copyOfRange(ids, i * part, (i + 1) * part));
        }
        transaction.commit("ann", "");
      }
      try (Transaction reader = own.begin("main")) {
        return leaves(table(reader));
      }
    }
  }

  private static TableSnapshot table(Transaction transaction) {
    return transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
  }

  private static List<ChunkId> leaves(TableSnapshot table) {
    List<ChunkId> leaves = new ArrayList<>();
    for (Segment segment : table.segments()) {
      assertThat(segment.deleted().isEmpty()).isTrue();
      leaves.add(((LeafRows) ((LayoutSegment) segment).stored()).id());
    }
    return leaves;
  }

  /// The sum of the ids, how many there are, and how many rows have a name that begins so.
  private static List<Long> summary(TableSnapshot table, String prefix) {
    long sum = 0;
    long rows = 0;
    long named = 0;
    byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
    for (Segment segment : table.segments()) {
      long[] ids = new long[segment.rows()];
      segment.reader(Tables.ID).readLongs(0, ids.length, ids, 0);
      var names = segment.reader(Tables.NAME).readBytes(0, ids.length);
      for (int row = 0; row < ids.length; row++) {
        if (!segment.deleted().contains(row)) {
          sum += ids[row];
          rows++;
          int from = names.starts()[row];
          named +=
              Arrays.equals(names.data(), from, from + start.length, start, 0, start.length)
                  ? 1
                  : 0;
        }
      }
    }
    assertThat(table.rowCount()).isEqualTo(rows);
    return List.of(rows, sum, named);
  }

  private static List<Long> expected(LongPredicate rows, LongPredicate named) {
    long count = 0;
    long sum = 0;
    long matching = 0;
    for (long id = 0; id < ROWS; id++) {
      if (rows.test(id)) {
        count++;
        sum += id;
        matching += named.test(id) ? 1 : 0;
      }
    }
    return List.of(count, sum, matching);
  }

  private static void update(Transaction transaction, LongPredicate which, String prefix) {
    try (TableWriter writer = transaction.write(Optional.empty(), "T")) {
      eachSegment(
          writer.base(),
          which,
          (addresses, ids) ->
              writer.update(
                  addresses, ids.length, new int[] {1}, new ColumnVector[] {names(ids, prefix)}));
      writer.finish();
    }
  }

  private static void delete(Transaction transaction, LongPredicate which) {
    try (TableWriter writer = transaction.write(Optional.empty(), "T")) {
      eachSegment(writer.base(), which, (addresses, ids) -> writer.delete(addresses, ids.length));
      writer.finish();
    }
  }

  private interface Rows {
    void accept(long[] addresses, long[] ids);
  }

  private static void eachSegment(TableSnapshot table, LongPredicate which, Rows rows) {
    for (int s = 0; s < table.segments().size(); s++) {
      Segment segment = table.segments().get(s);
      long[] ids = new long[segment.rows()];
      segment.reader(Tables.ID).readLongs(0, ids.length, ids, 0);
      long[] addresses = new long[ids.length];
      int count = 0;
      for (int row = 0; row < ids.length; row++) {
        if (!segment.deleted().contains(row) && which.test(ids[row])) {
          addresses[count] = (long) s << 32 | row;
          ids[count++] = ids[row];
        }
      }
      if (count > 0) {
        rows.accept(Arrays.copyOf(addresses, count), Arrays.copyOf(ids, count));
      }
    }
  }

  @Test
  void theSameRowsGiveTheSameLeavesHoweverTheyCome() {
    List<ChunkId> leaves = leavesOf(Tables.keyed(), ascending(), 1);
    assertThat(leaves).hasSizeGreaterThan(1);
    assertThat(leavesOf(Tables.keyed(), ascending(), 10)).isEqualTo(leaves);
    assertThat(leavesOf(Tables.keyed(), shuffled(1), 1)).isEqualTo(leaves);
    assertThat(leavesOf(Tables.keyed(), shuffled(2), 25)).isEqualTo(leaves);
    DraftMemory.unlimit();
    assertThat(leavesOf(Tables.keyed(), shuffled(3), 1)).isEqualTo(leaves);
  }

  @Test
  void rowsWithoutAKeyAreCutWhereLeavesAreFull() {
    List<ChunkId> leaves = leavesOf(Tables.keyless(), shuffled(4), 1);
    assertThat(leaves).hasSize(2);
    assertThat(leavesOf(Tables.keyless(), shuffled(4), 10)).isEqualTo(leaves);
  }

  @Test
  void aTransactionSeesItsOwnRowsInTheStore() {
    create(Tables.keyed());
    try (Transaction transaction = database.begin("main")) {
      insert(transaction, shuffled(5));
      assertThat(summary(table(transaction), "n")).isEqualTo(expected(id -> true, id -> true));
      for (long id : new long[] {0, 77, ROWS - 1}) {
        assertThat(Tables.address(table(transaction), id)).isNotNegative();
      }
      assertThat(Tables.address(table(transaction), ROWS)).isNegative();
    }
  }

  @Test
  void aKeyThatIsThereTwiceIsNamedWhereverItLies() {
    create(Tables.keyed());
    long[] twice = shuffled(6);
    twice[twice.length - 1] = twice[3];
    try (Transaction transaction = database.begin("main")) {
      assertThatThrownBy(() -> insert(transaction, twice))
          .hasMessageContaining("(" + twice[3] + ")");
      assertThat(table(transaction).rowCount()).isZero();
      for (int place : new int[] {0, 40, 5000, twice.length - 2}) {
        long[] near = shuffled(6);
        near[place + 1] = near[place];
        assertThatThrownBy(() -> insert(transaction, near))
            .hasMessageContaining("(" + near[place] + ")");
      }
      insert(transaction, shuffled(7));
      assertThatThrownBy(() -> insert(transaction, new long[] {ROWS + 1, 4321}))
          .hasMessageContaining("(4321)");
      long[] overlapping = new long[ROWS];
      Arrays.setAll(overlapping, i -> ROWS - 1 + i * 7919L % ROWS);
      assertThatThrownBy(() -> insert(transaction, overlapping))
          .hasMessageContaining("(" + (ROWS - 1) + ")");
      assertThat(summary(table(transaction), "n")).isEqualTo(expected(id -> true, id -> true));
      transaction.commit("ann", "");
    }
    try (Transaction transaction = database.begin("main")) {
      assertThatThrownBy(() -> insert(transaction, shuffled(8))).hasMessageContaining("exists");
      assertThat(transaction.commit("ann", "")).isEmpty();
    }
  }

  @Test
  void aSavepointBringsBackWhatWasInTheStore() {
    create(Tables.keyed());
    try (Transaction transaction = database.begin("main")) {
      insert(transaction, shuffled(9));
      Transaction.Savepoint savepoint = transaction.savepoint();
      delete(transaction, id -> id % 3 == 0);
      update(transaction, id -> id % 3 == 1, "x");
      assertThat(summary(table(transaction), "x"))
          .isEqualTo(expected(id -> id % 3 != 0, id -> id % 3 == 1));
      transaction.rollbackTo(savepoint);
      assertThat(summary(table(transaction), "x")).isEqualTo(expected(id -> true, id -> false));
      update(transaction, id -> id % 2 == 0, "x");
      transaction.commit("ann", "");
    }
    try (Transaction reader = database.begin("main")) {
      assertThat(summary(table(reader), "x")).isEqualTo(expected(id -> true, id -> id % 2 == 0));
    }
  }

  @Test
  void anUpdateOfOneColumnSharesTheOthers() {
    create(Tables.keyed());
    load(shuffled(10));
    List<Leaf> before = manifests();
    try (Transaction transaction = database.begin("main")) {
      update(transaction, id -> true, "x");
      transaction.commit("ann", "");
    }
    List<Leaf> after = manifests();
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i).parts().get(0)).isEqualTo(before.get(i).parts().get(0));
      assertThat(after.get(i).parts().get(1).chunk())
          .isNotEqualTo(before.get(i).parts().get(1).chunk());
    }
    assertThat(database.changelog().getLast().updated()).isEqualTo(ROWS);
  }

  private List<Leaf> manifests() {
    try (Transaction reader = database.begin("main")) {
      List<Leaf> manifests = new ArrayList<>();
      for (Segment segment : table(reader).segments()) {
        manifests.add(((LeafRows) ((LayoutSegment) segment).stored()).leaf());
      }
      return manifests;
    }
  }

  @Test
  void rowsThatStayAsTheyAreAreNoChange() {
    create(Tables.keyed());
    load(ascending());
    try (Transaction transaction = database.begin("main")) {
      update(transaction, id -> true, "n");
      assertThat(transaction.commit("ann", "")).isEmpty();
    }
    try (Transaction transaction = database.begin("main")) {
      update(transaction, id -> true, "x");
      update(transaction, id -> true, "n");
      assertThat(transaction.commit("ann", "")).isEmpty();
    }
    try (Transaction transaction = database.begin("main")) {
      delete(transaction, id -> true);
      insert(transaction, shuffled(11));
      assertThat(table(transaction).rowCount()).isEqualTo(ROWS);
      assertThat(transaction.commit("ann", "")).isEmpty();
    }
    try (Transaction transaction = database.begin("main")) {
      delete(transaction, id -> id < 10);
      insert(transaction, new long[] {0, 1, 2});
      assertThat(transaction.commit("ann", "")).isPresent();
    }
    assertThat(database.changelog().getLast())
        .extracting("inserted", "updated", "deleted")
        .containsExactly(0L, 0L, 7L);
  }

  @Test
  void manyRowsAreDeletedAndReplaced() {
    create(Tables.keyed());
    load(shuffled(12));
    try (Transaction transaction = database.begin("main")) {
      delete(transaction, id -> id % 2 == 0);
      update(transaction, id -> id % 5 == 0, "x");
      transaction.commit("ann", "");
    }
    try (Transaction reader = database.begin("main")) {
      assertThat(summary(table(reader), "x"))
          .isEqualTo(expected(id -> id % 2 == 1, id -> id % 5 == 0));
    }
    assertThat(database.changelog().getLast())
        .extracting("inserted", "updated", "deleted")
        .containsExactly(0L, (long) ROWS / 10, (long) ROWS / 2);
    try (Transaction transaction = database.begin("main")) {
      delete(transaction, id -> true);
      transaction.commit("ann", "");
    }
    try (Transaction reader = database.begin("main")) {
      assertThat(table(reader).rowCount()).isZero();
    }
  }
}
