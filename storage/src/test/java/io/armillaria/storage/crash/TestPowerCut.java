package io.armillaria.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.log.LogSizes;
import io.armillaria.storage.table.SequenceDefinition;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cuts the power at operation 0, 1, 2 ... of a workload of everything, until it runs to its end,
/// and compares each time all that the database has with what was acknowledged.
///
/// Takes every fifth operation; `-Dpowercut.stride=1` takes all. `-Dpowercut.rounds=` makes more
/// runs, each with other losses. `-Dseed=` repeats a run, as far as the threads in the background
/// do.
final class TestPowerCut {
  private static final Path DATABASE = Path.of("/database");
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);
  private static final PackSizes PACKS = new PackSizes(24 << 10, 8 << 10, 16);
  private static final Logger BACKGROUND = Logger.getLogger("io.armillaria.storage.txn");
  private static final List<Workload.Step> STEPS = Workload.withVacuum();
  private static final SequenceDefinition SEQUENCE =
      new SequenceDefinition(UUID.randomUUID(), 1, 1, 1, 1, Long.MAX_VALUE, false, 1);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private Random random = new Random(seed);
  private HostileFileSystem files;
  private PlainState state;
  private int done;
  private long lastNumber;

  /// Whether step `done` was begun and not acknowledged.
  private boolean inFlight;

  /// What it cannot do without power is no news.
  @BeforeAll
  static void quieten() {
    BACKGROUND.setLevel(Level.OFF);
  }

  @AfterAll
  static void restore() {
    BACKGROUND.setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsWhatWasAcknowledged(boolean loose) {
    System.out.println("TestPowerCut loose=" + loose + " seed " + seed);
    DatabaseOptions options =
        new DatabaseOptions(
            Optional.of(DATABASE),
            true,
            new ChunkOptions(loose ? ChunkLayout.LOOSE : ChunkLayout.PACKED, true),
            "auto",
            false);
    int stride = Integer.getInteger("powercut.stride", 5);
    for (int round = 0; round < Integer.getInteger("powercut.rounds", 1); round++) {
      boolean complete = false;
      for (long cut = round % stride; !complete; cut += stride) {
        random = new Random(seed + 31 * cut + round);
        files = new HostileFileSystem();
        state = PlainState.empty();
        done = 0;
        lastNumber = 0;
        inFlight = false;
        try {
          complete = workUntil(cut, options);
          crash();
          workUntil(random.nextInt(60), options);
          crash();
          files.cutPowerAfter(Long.MAX_VALUE / 2);
          try (Database database = open(options)) {
            assertThat(PlainStateReader.problems(database)).isEmpty();
          }
        } catch (DatabaseException | AssertionError e) {
          throw new AssertionError(
              "seed "
                  + seed
                  + ", round "
                  + round
                  + ", cut "
                  + cut
                  + ", step "
                  + STEPS.get(Math.min(done, STEPS.size() - 1)).name(),
              e);
        }
      }
    }
  }

  /// @return whether the workload ran to its end
  private boolean workUntil(long cut, DatabaseOptions options) {
    files.cutPowerAfter(cut);
    try {
      Database database = open(options);
      while (done < STEPS.size()) {
        if (done % 16 == 15 && random.nextBoolean()) {
          database.close();
          database = open(options);
        }
        step(database);
      }
      database.close();
      return true;
    } catch (DatabaseException e) {
      assertThat(e.failure())
          .isInstanceOfAny(
              Failure.InputOutput.class, Failure.UnknownOutcome.class, Failure.CannotOpen.class);
      return false;
    }
  }

  private void step(Database database) {
    boolean complete = false;
    try {
      takeNumber(database);
      inFlight = true;
      STEPS.get(done).run().accept(database);
      complete = true;
    } finally {
      if (!complete) {
        closeAfterCut(database);
      }
    }
    acknowledge();
  }

  /// No number comes twice, whatever happens to the power.
  private void takeNumber(Database database) {
    if (done % 3 == 0) {
      long[] next = new long[1];
      database.sequences().next(SEQUENCE, "S", next, 1);
      assertThat(next[0]).isGreaterThan(lastNumber);
      lastNumber = next[0];
    }
  }

  private void acknowledge() {
    state = STEPS.get(done).after(state);
    inFlight = false;
    done++;
  }

  /// Closing cannot write any more; it releases what the database holds all the same.
  private static void closeAfterCut(Database database) {
    try {
      database.close();
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.InputOutput.class);
    }
  }

  /// Opens the database and compares all of it.
  private Database open(DatabaseOptions options) {
    Database database =
        Database.open(options, new Environment(files, Environment.MACHINE.clock(), LOG, PACKS));
    PlainState found = PlainStateReader.read(database);
    if (inFlight && found.equals(STEPS.get(done).after(state))) {
      acknowledge();
    }
    inFlight = false;
    assertThat(found).isEqualTo(state);
    return database;
  }

  private void crash() {
    files = random.nextInt(4) == 0 ? files.afterKill() : files.afterPowerCut(random);
  }
}
