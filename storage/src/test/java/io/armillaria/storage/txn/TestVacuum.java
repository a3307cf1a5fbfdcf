package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.gc.RetentionSetting;
import io.armillaria.storage.gc.VacuumResult;
import io.armillaria.storage.table.TableSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lets go of old versions, and compares what is left with a plain model.
final class TestVacuum {
  private static final long DAY = 86_400_000_000L;

  private HostileFileSystem files = new HostileFileSystem();
  private long now = 1_000_000 * DAY;
  private ChunkLayout layout = ChunkLayout.PACKED;
  private Database database = open();
  private final List<Version> versions = new ArrayList<>();

  /// @param previous the version it was made on top of; 0 for none
  private record Version(Map<Long, String> rows, long previous, long time) {}

  private Database open() {
    return Database.open(
        new DatabaseOptions(
            Optional.of(Path.of("/database")), true, new ChunkOptions(layout, true), "auto", false),
        new Environment(files, () -> now));
  }

  private void reopen(ChunkLayout newLayout) {
    database.close();
    layout = newLayout;
    database = open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Transaction begin() {
    return database.begin("main");
  }

  private void createTable() {
    try (Transaction transaction = begin()) {
      transaction.createTable(Optional.empty(), "T", Tables.keyed());
      transaction.commit("", "");
    }
    versions.add(new Version(Map.of(), 0, now));
  }

  /// Inserts so many rows of 200 bytes that they are a leaf of their own.
  private Map<Long, String> insert(String branch, Map<Long, String> before, Random random) {
    Map<Long, String> fresh = new TreeMap<>();
    int count = random.nextInt(3) == 0 ? 300 : 3;
    for (int i = 0; i < count; i++) {
      long id = random.nextLong(1_000_000_000);
      if (!before.containsKey(id)) {
        fresh.put(id, "row " + id + " " + random.nextLong() + "-".repeat(200));
      }
    }
    try (Transaction transaction = database.begin(branch)) {
      Tables.insert(transaction, fresh);
      if (!before.isEmpty()) {
        long gone = new ArrayList<>(before.keySet()).get(random.nextInt(before.size()));
        Tables.delete(transaction, gone);
        before.remove(gone);
      }
      transaction.commit("", "");
    }
    before.putAll(fresh);
    return before;
  }

  private void commit(String branch, long head, Random random) {
    now += DAY;
    Map<Long, String> rows = new TreeMap<>(versions.get((int) head - 1).rows());
    versions.add(new Version(insert(branch, rows, random), head, now));
  }

  private Map<Long, String> read(long number) {
    try (Transaction transaction = begin()) {
      return Tables.rows(transaction, new VersionSelector.AtVersion(number));
    }
  }

  private Set<Long> readable() {
    Set<Long> readable = new HashSet<>();
    for (long number = 1; number <= versions.size(); number++) {
      try {
        assertThat(read(number)).isEqualTo(versions.get((int) number - 1).rows());
        readable.add(number);
      } catch (DatabaseException e) {
        assertThat(e.failure()).isInstanceOf(Failure.VersionExpired.class);
      }
    }
    return readable;
  }

  private static Set<Long> numbers(long from, long to) {
    Set<Long> numbers = new HashSet<>();
    for (long number = from; number <= to; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheNewestVersionsOnly(ChunkLayout home) {
    reopen(home);
    createTable();
    Random random = new Random(1);
    for (int i = 1; i <= 100; i++) {
      commit("main", i, random);
      if (i == 90) {
        database.optimize("main", "T");
      }
    }
    now += DAY / 2;
    assertThat(database.vacuum(OptionalInt.empty(), true).versions()).isEqualTo(10);
    assertThat(readable()).isEqualTo(numbers(1, 101));
    VacuumResult planned = database.vacuum(OptionalInt.of(9), true);
    VacuumResult done = database.vacuum(OptionalInt.of(9), false);
    assertThat(done.versions()).isEqualTo(91).isEqualTo(planned.versions());
    assertThat(done.objects()).isPositive().isEqualTo(planned.objects());
    assertThat(readable()).isEqualTo(numbers(92, 101));
    assertThatThrownBy(() -> read(3))
        .hasMessage(
            "Version 3 of T is retained no longer and its data may be gone; "
                + "version 92 is the next one that is there.");
    assertThat(database.vacuum(OptionalInt.of(90), false).versions()).isZero();
    long size = bytes();
    database.optimize("main", "T");
    assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(9);
    assertThat(readable()).isEqualTo(Set.of(101L));
    assertThat(bytes()).isLessThan(size);
    assertThat(database.commits()).hasSize(101);
    database.backup(Path.of("/copy"));
    database.close();
    database =
        Database.open(DatabaseOptions.at(Path.of("/copy")), new Environment(files, () -> now));
    assertThat(readable()).isEqualTo(Set.of(101L));
    database.close();
    database = open();
    assertThat(readable()).isEqualTo(Set.of(101L));
    commit("main", 101, random);
    assertThat(readable()).isEqualTo(Set.of(101L, 102L));
  }

  private long bytes() {
    return database.chunks().stream().mapToLong(chunk -> chunk.storedBytes()).sum();
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatBranchesAndTagsAndReadersHave(ChunkLayout home) {
    reopen(home);
    createTable();
    Random random = new Random(2);
    for (int i = 1; i <= 50; i++) {
      commit("main", i, random);
      if (i == 20) {
        database.createTag("old", "main", VersionSelector.LATEST, false);
      }
      if (i == 30) {
        database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
      }
    }
    try (Transaction reader = begin()) {
      commit("main", 51, random);
      assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(48);
      assertThat(Tables.rows(reader)).isEqualTo(versions.get(50).rows());
      assertThat(readable()).isEqualTo(Set.of(21L, 31L, 51L, 52L));
    }
    commit("dev", 31, random);
    database.dropTag("old", false);
    database.vacuum(OptionalInt.of(0), false);
    assertThat(readable()).isEqualTo(Set.of(52L, 53L));
  }

  @ParameterizedTest
  @EnumSource
  void readsEachBranchFromItsOwnLayout(ChunkLayout home) {
    reopen(home);
    createTable();
    Random random = new Random(4);
    for (int i = 1; i <= 200; i++) {
      commit("main", i, random);
    }
    database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    commit("dev", 201, random);
    try (Transaction open = database.begin("dev")) {
      Map<Long, String> rows = Tables.rows(open);
      database.optimize("main", "T");
      database.vacuum(OptionalInt.of(0), false);
      database.vacuum(OptionalInt.of(0), false);
      assertThat(Tables.rows(open)).isEqualTo(rows).isEqualTo(versions.getLast().rows());
    }
    assertThat(readable()).isEqualTo(Set.of(201L, 202L));
    commit("dev", 202, random);
    assertThat(readable()).contains(201L, 203L);
  }

  @Test
  void keepsATableAsLongAsItSays() {
    createTable();
    Random random = new Random(6);
    for (int i = 1; i <= 20; i++) {
      commit("main", i, random);
    }
    retain("main", OptionalInt.of(30));
    database.vacuum(OptionalInt.of(5), false);
    assertThat(readable()).isEqualTo(numbers(1, 22));
    retain("main", OptionalInt.of(10));
    database.close();
    database = open();
    database.vacuum(OptionalInt.of(90), false);
    assertThat(readable()).isEqualTo(numbers(13, 23));
    database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
    retain("dev", OptionalInt.of(15));
    retain("main", OptionalInt.of(2));
    database.vacuum(OptionalInt.of(90), false);
    assertThat(readable()).isEqualTo(numbers(13, 25));
    database.dropBranch("dev", false);
    database.vacuum(OptionalInt.of(90), false);
    assertThat(readable()).isEqualTo(numbers(23, 25));
    retain("main", OptionalInt.empty());
    database.close();
    database = open();
    database.vacuum(OptionalInt.of(90), false);
    assertThat(readable()).isEqualTo(numbers(23, 26));
  }

  @Test
  void keepsWhatTheDatabaseSays() throws IOException {
    createTable();
    Random random = new Random(9);
    for (int i = 1; i <= 120; i++) {
      commit("main", i, random);
    }
    assertThat(database.retained()).hasToString("90 days");
    database.retain(setting -> setting.withDays(100));
    assertThat(database.vacuum(OptionalInt.empty(), false).versions()).isEqualTo(20);
    database.retain(setting -> setting.withDays(30));
    database.close();
    database = open();
    assertThat(database.retained()).isEqualTo(RetentionSetting.NONE.withDays(30));
    assertThat(database.vacuum(OptionalInt.of(40), true).versions()).isEqualTo(60);
    assertThat(database.vacuum(OptionalInt.empty(), false).versions()).isEqualTo(70);
    assertThat(readable()).isEqualTo(numbers(91, 121));
    database.backup(Path.of("/copy"));
    try (Database copy =
        Database.open(DatabaseOptions.at(Path.of("/copy")), new Environment(files, () -> now))) {
      assertThat(copy.retained()).isEqualTo(database.retained());
    }
    database.retain(setting -> RetentionSetting.NONE);
    assertThat(database.vacuum(OptionalInt.empty(), true).versions()).isZero();
    Path file = Path.of("/database/retention-setting");
    byte[] content = files.content(file);
    content[16]++;
    files.damage(file, content);
    assertThatThrownBy(() -> database.vacuum(OptionalInt.empty(), true))
        .hasMessage("The file retention-setting does not verify.");
  }

  /// Each version has rows of its own, of which the newest ones do not count.
  @Test
  void keepsAsMuchAsTheDatabaseSays() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestVacuum by size, seed " + seed);
    Random random = new Random(seed);
    createTable();
    List<Long> sizes = new ArrayList<>(List.of(0L));
    for (int i = 1; i <= 100; i++) {
      now += DAY;
      Map<Long, String> rows = new TreeMap<>();
      for (int row = 300 + random.nextInt(300); row > 0; row--) {
        rows.put(
            random.nextLong(1_000_000_000),
            random.longs(8).mapToObj(Long::toHexString).collect(Collectors.joining()));
      }
      long before = bytes();
      try (Transaction transaction = begin()) {
        transaction.truncate(Optional.empty(), "T");
        Tables.insert(transaction, rows);
        transaction.commit("", "");
      }
      versions.add(new Version(rows, i, now));
      sizes.add(bytes() - before);
    }
    database.retain(setting -> setting.withMegabytes(2));
    database.retain(setting -> setting.withDays(80));
    for (int megabytes = 2; megabytes >= 0; megabytes--) {
      long most = megabytes;
      database.retain(setting -> setting.withMegabytes(most));
      int first = sizes.size();
      long left = most << 20;
      while (first > 21 && left >= 0) {
        first--;
        left -= first == sizes.size() ? 0 : sizes.get(first - 1);
      }
      database.vacuum(OptionalInt.empty(), false);
      int wanted = left < 0 ? first + 1 : first;
      // sizes count the pages of the history, too, which are not the versions'
      assertThat(readable())
          .as("seed %d, %d MB", seed, megabytes)
          .isIn(numbers(wanted, 101), numbers(wanted - 1, 101));
    }
    assertThat(readable()).isEqualTo(Set.of(101L));
  }

  private void retain(String branch, OptionalInt days) {
    now += DAY;
    long head;
    try (Transaction transaction = database.begin(branch)) {
      TableSnapshot table = transaction.table(Optional.empty(), "T", VersionSelector.LATEST);
      head = table.version().orElseThrow();
      transaction.alterTable(Optional.empty(), "T", "T", table.schema().withRetainDays(days));
      transaction.commit("", "");
    }
    versions.add(new Version(versions.get((int) head - 1).rows(), head, now));
  }

  @Test
  void changesNothingWhenItIsRefused() {
    createTable();
    Random random = new Random(7);
    for (int i = 1; i <= 10; i++) {
      commit("main", i, random);
    }
    try (Transaction writer = begin()) {
      Tables.insert(writer, Map.of(-1L, "-".repeat(100)));
      assertThatThrownBy(() -> database.vacuum(OptionalInt.of(0), false, 20))
          .extracting(e -> ((DatabaseException) e).failure())
          .isInstanceOf(Failure.InvalidTransactionState.class);
      assertThat(readable()).isEqualTo(numbers(1, 11));
    }
    database.close();
    database = open();
    assertThat(readable()).isEqualTo(numbers(1, 11));
    assertThat(database.vacuum(OptionalInt.of(0), false).versions()).isEqualTo(10);
    assertThat(readable()).isEqualTo(Set.of(11L));
  }

  @Test
  void changesNothingWhenTheDiskIsFull() {
    createTable();
    Random random = new Random(8);
    for (int i = 1; i <= 20; i++) {
      commit("main", i, random);
      if (i == 14) {
        database.optimize("main", "T");
      }
    }
    database.checkpoint();
    int failures = 0;
    for (boolean done = false; !done; ) {
      AtomicLong left = new AtomicLong(failures);
      files.fail(
          (operation, file) -> {
            boolean counts =
                operation == HostileFileSystem.Operation.WRITE
                    && !file.getFileName().toString().contains(".idx");
            if (counts && left.getAndDecrement() == 0) {
              throw new DiskFullException("no space", null);
            }
          });
      try {
        database.vacuum(OptionalInt.of(5), false);
        done = true;
      } catch (DatabaseException e) {
        assertThat(e.failure()).isInstanceOf(Failure.DiskFull.class);
        failures++;
        assertThat(readable()).isEqualTo(numbers(1, 21));
      }
      files.fail((operation, file) -> {});
      database.close();
      database = open();
      assertThat(readable()).isEqualTo(done ? numbers(16, 21) : numbers(1, 21));
    }
    assertThat(failures).isGreaterThan(2);
  }

  @Test
  void makesNoBranchOfVersionsThatAreGone() {
    createTable();
    Random random = new Random(5);
    List<String> commits = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      commit("main", i, random);
      commits.add(database.commits().getLast().commit());
    }
    VersionSelector old = new VersionSelector.AtCommit(commits.get(4));
    database.createTag("kept", "main", old, false);
    database.vacuum(OptionalInt.of(0), false);
    database.createBranch("again", "kept", VersionSelector.LATEST, false, false);
    database.createBranch("same", "main", old, false, false);
    VersionSelector gone = new VersionSelector.AtCommit(commits.get(9));
    assertThatThrownBy(() -> database.createBranch("b", "main", gone, false, false))
        .hasMessageContaining("Version 11 of T is retained no longer");
    assertThatThrownBy(
            () ->
                database.createTag(
                    "t", "main", new VersionSelector.AsOf(versions.get(10).time()), false))
        .hasMessageContaining("Version 11 of T is retained no longer");
    assertThat(readable()).isEqualTo(Set.of(6L, 21L));
  }

  /// With objects in both homes.
  @Test
  void agreesWithAModel() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    createTable();
    Map<String, Long> heads = new TreeMap<>(Map.of("main", 1L));
    long horizon = 0;
    for (int step = 0; step < 150; step++) {
      List<String> branches = new ArrayList<>(heads.keySet());
      String branch = branches.get(random.nextInt(branches.size()));
      switch (random.nextInt(20)) {
        case 0 -> {
          String name = "b" + step;
          database.createBranch(name, branch, VersionSelector.LATEST, false, false);
          heads.put(name, heads.get(branch));
        }
        case 1 -> {
          if (!branch.equals("main")) {
            database.dropBranch(branch, false);
            heads.remove(branch);
          }
        }
        case 2 -> {
          int days = random.nextInt(30);
          database.vacuum(OptionalInt.of(days), false);
          horizon = Math.max(horizon, now - days * DAY);
          assertThat(readable()).as("seed %d step %d", seed, step).isEqualTo(kept(heads, horizon));
        }
        case 3 -> database.checkpoint();
        case 4 -> {
          database.close();
          files = random.nextBoolean() ? files : files.afterPowerCut(random);
          layout = random.nextBoolean() ? ChunkLayout.PACKED : ChunkLayout.LOOSE;
          database = open();
        }
        default -> {
          commit(branch, heads.get(branch), random);
          heads.put(branch, (long) versions.size());
        }
      }
    }
    assertThat(readable()).as("seed %d", seed).isEqualTo(kept(heads, horizon));
  }

  private Set<Long> kept(Map<String, Long> heads, long horizon) {
    Set<Long> kept = new HashSet<>(heads.values());
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).time() > horizon) {
        kept.add(i + 1L);
        if (versions.get(i).previous() > 0) {
          kept.add(versions.get(i).previous());
        }
      }
    }
    return kept;
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWhenThePowerIsCut(ChunkLayout home) {
    reopen(home);
    createTable();
    Random random = new Random(3);
    for (int i = 1; i <= 40; i++) {
      commit("main", i, random);
    }
    HostileFileSystem before = files;
    boolean complete = false;
    for (long cut = 0; !complete; cut++) {
      database.close();
      files = before.afterKill();
      database = open();
      files.cutPowerAfter(cut);
      try {
        database.vacuum(OptionalInt.of(5), false);
        complete = true;
      } catch (DatabaseException e) {
        assertThat(e).hasMessageContaining("the power is off");
      }
      files = files.afterPowerCut(new Random(cut));
      database = open();
      assertThat(readable()).as("cut %d", cut).containsAll(numbers(36, 41));
      database.vacuum(OptionalInt.of(5), false);
      assertThat(readable()).as("cut %d", cut).isEqualTo(numbers(36, 41));
    }
  }
}
