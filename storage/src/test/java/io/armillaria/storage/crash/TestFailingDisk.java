package io.armillaria.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.HostileFileSystem.Operation;
import io.armillaria.storage.log.LogSizes;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lets operation 0, 1, 2 ... of one kind fail under a workload of everything, once each, until it
/// runs to its end. A step that fails may be tried again, after opening the database again where it
/// says so; the power goes off before that, so that nothing counts that was not forced.
///
/// Takes every sixteenth operation; `-Dfailures.stride=1` takes all. `-Dseed=` repeats a run.
final class TestFailingDisk {
  private static final Path DATABASE = Path.of("/database");
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);
  private static final PackSizes PACKS = new PackSizes(24 << 10, 8 << 10, 16);
  private static final Logger BACKGROUND = Logger.getLogger("io.armillaria.storage.txn");
  private static final List<Workload.Step> STEPS = Workload.standard();

  private final long seed = Long.getLong("seed", System.nanoTime());
  private Random random = new Random(seed);
  private HostileFileSystem files;
  private DatabaseOptions options;
  private PlainState state;

  /// Operations of the kind that succeed before the one that fails.
  private long left;

  private boolean failed;
  private int step;

  /// Whether nobody knows if the step happened.
  private boolean inFlight;

  /// What it cannot do is no news.
  @BeforeAll
  static void quieten() {
    BACKGROUND.setLevel(Level.OFF);
  }

  @AfterAll
  static void restore() {
    BACKGROUND.setLevel(null);
  }

  private interface Failing {
    IOException failure();
  }

  private void failOnce(Set<Operation> operations, Failing failing) {
    files.fail(
        (operation, file) -> {
          if (operations.contains(operation) && left-- == 0) {
            failed = true;
            throw failing.failure();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnAfterAFullDisk(boolean loose) {
    run(
        "full disk",
        loose,
        Set.of(Operation.WRITE),
        () -> new DiskFullException("no space", null),
        Set.of(Failure.DiskFull.class));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void losesNothingWhenAForceFails(boolean loose) {
    run(
        "failed force",
        loose,
        Set.of(Operation.FORCE, Operation.FORCE_DIRECTORY),
        () -> new IOException("the device does not answer"),
        Set.of(Failure.InputOutput.class, Failure.UnknownOutcome.class, Failure.CannotOpen.class));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void losesNothingWhenAWriteFails(boolean loose) {
    run(
        "failed write",
        loose,
        Set.of(Operation.WRITE, Operation.OPEN, Operation.MAP, Operation.CHANGE_DIRECTORY),
        () -> new IOException("the device does not answer"),
        Set.of(Failure.InputOutput.class, Failure.UnknownOutcome.class, Failure.CannotOpen.class));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysThatAReadFailed(boolean loose) {
    run(
        "failed read",
        loose,
        Set.of(Operation.READ),
        () -> new IOException("the device does not answer"),
        Set.of(Failure.InputOutput.class, Failure.CannotOpen.class));
  }

  private void run(
      String what,
      boolean loose,
      Set<Operation> operations,
      Failing failing,
      Set<Class<? extends Failure>> allowed) {
    System.out.println("TestFailingDisk " + what + ", loose=" + loose + ", seed " + seed);
    options =
        new DatabaseOptions(
            Optional.of(DATABASE),
            true,
            new ChunkOptions(loose ? ChunkLayout.LOOSE : ChunkLayout.PACKED, true),
            "auto",
            false);
    int stride = Integer.getInteger("failures.stride", 16);
    failed = true;
    for (long at = random.nextInt(stride); failed; at += stride) {
      random = new Random(seed + at);
      files = new HostileFileSystem();
      state = PlainState.empty();
      step = 0;
      inFlight = false;
      left = at;
      failed = false;
      failOnce(operations, failing);
      try {
        work(allowed);
      } catch (DatabaseException | AssertionError e) {
        throw new AssertionError(what + ", seed " + seed + ", operation " + at + ", " + name(), e);
      }
    }
  }

  private String name() {
    return step < STEPS.size() ? STEPS.get(step).name() : "at the end";
  }

  private void work(Set<Class<? extends Failure>> allowed) {
    Database database = null;
    while (step < STEPS.size()) {
      try {
        if (database != null && step % 16 == 15 && !failed) {
          Database old = database;
          database = null;
          old.close();
        }
        database = database == null ? open() : database;
        // opening may show that the last step was done
        if (step < STEPS.size()) {
          STEPS.get(step).run().accept(database);
          acknowledge();
        }
      } catch (DatabaseException e) {
        assertThat(failed).as(e.toString()).isTrue();
        assertThat(allowed).as(e.toString()).contains(e.failure().getClass());
        if (database == null) {
          crash();
        } else {
          database = goOn(database, e);
        }
      }
    }
    if (database != null) {
      close(database);
    }
    crash();
    try (Database last = open()) {
      assertThat(PlainStateReader.problems(last)).isEmpty();
    }
  }

  /// Reads go on after every failure, and so do writes, unless the message says what to do.
  private Database goOn(Database database, DatabaseException e) {
    inFlight = e.failure() instanceof Failure.UnknownOutcome;
    assertThat(PlainStateReader.read(database)).isEqualTo(state);
    boolean mustReopen = e.getMessage().contains("Reopen the database");
    if (inFlight) {
      assertThat(mustReopen).isTrue();
      assertThatThrownBy(() -> STEPS.get(step).run().accept(database))
          .hasMessageContaining("Reopen the database");
    }
    if (!mustReopen && random.nextBoolean()) {
      return database;
    }
    close(database);
    crash();
    return null;
  }

  private void acknowledge() {
    state = STEPS.get(step).after(state);
    inFlight = false;
    step++;
  }

  private Database open() {
    Database database =
        Database.open(options, new Environment(files, Environment.MACHINE.clock(), LOG, PACKS));
    boolean complete = false;
    try {
      PlainState found = PlainStateReader.read(database);
      if (inFlight && found.equals(STEPS.get(step).after(state))) {
        acknowledge();
      }
      inFlight = false;
      assertThat(found).isEqualTo(state);
      complete = true;
      return database;
    } finally {
      if (!complete) {
        close(database);
      }
    }
  }

  private static void close(Database database) {
    try {
      database.close();
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOfAny(Failure.InputOutput.class, Failure.DiskFull.class);
    }
  }

  private void crash() {
    files = files.afterPowerCut(random);
  }
}
