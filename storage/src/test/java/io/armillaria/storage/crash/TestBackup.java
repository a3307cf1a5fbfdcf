package io.armillaria.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TestBackup {
  private static final Path DATABASE = Path.of("/database");
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);
  private static final PackSizes PACKS = new PackSizes(24 << 10, 8 << 10, 16);
  private static final List<Workload.Step> STEPS = Workload.standard();

  private HostileFileSystem files = new HostileFileSystem();

  private Database open(Path path) {
    return Database.open(
        DatabaseOptions.at(path), new Environment(files, Environment.MACHINE.clock(), LOG, PACKS));
  }

  private void assertIs(Path copy, PlainState... states) {
    try (Database database = open(copy)) {
      assertThat(PlainStateReader.read(database)).isIn((Object[]) states);
      assertThat(PlainStateReader.problems(database)).isEmpty();
    }
  }

  @Test
  void hasWhatTheDatabaseHad() {
    PlainState state = PlainState.empty();
    List<PlainState> states = new ArrayList<>();
    List<Path> copies = new ArrayList<>();
    try (Database database = open(DATABASE)) {
      for (Workload.Step step : STEPS) {
        step.run().accept(database);
        state = step.after(state);
        if (states.size() * 8 < STEPS.indexOf(step)) {
          Path copy = Path.of("/copies/" + states.size());
          database.backup(copy);
          copies.add(copy);
          states.add(state);
        }
      }
      for (int i = 0; i < copies.size(); i++) {
        assertIs(copies.get(i), states.get(i));
      }
      assertThatThrownBy(() -> database.backup(copies.getFirst()))
          .hasMessageContaining("empty", "/copies/0 has other files");
    }
    files = files.afterPowerCut(new Random(1));
    for (int i = 0; i < copies.size(); i++) {
      assertIs(copies.get(i), states.get(i));
    }
  }

  @Test
  void isOfOneMomentBesideAWriter() throws Exception {
    List<PlainState> states = new ArrayList<>(List.of(PlainState.empty()));
    STEPS.forEach(step -> states.add(step.after(states.getLast())));
    AtomicInteger acknowledged = new AtomicInteger();
    try (Database database = open(DATABASE)) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                for (Workload.Step step : STEPS) {
                  step.run().accept(database);
                  acknowledged.incrementAndGet();
                }
              });
      for (int i = 0; i < 20 || !writer.isDone(); i++) {
        int before = acknowledged.get();
        Path copy = Path.of("/copies/" + i);
        database.backup(copy);
        int after = Math.min(STEPS.size(), acknowledged.get() + 1);
        assertIs(copy, states.subList(before, after + 1).toArray(PlainState[]::new));
      }
      writer.get();
    }
  }

  @Test
  void isNoDatabaseWhereItFailed() {
    try (Database database = open(DATABASE)) {
      STEPS.forEach(step -> step.run().accept(database));
      boolean complete = false;
      for (int at = 0; !complete; at++) {
        Path copy = Path.of("/copies/" + at);
        AtomicInteger left = new AtomicInteger(at);
        files.fail(
            (operation, file) -> {
              if (operation == Operation.WRITE
                  && file.startsWith(copy)
                  && left.getAndDecrement() == 0) {
                throw new DiskFullException("no space", null);
              }
            });
        try {
          database.backup(copy);
          complete = true;
        } catch (DatabaseException e) {
          assertThat(e.failure()).isInstanceOf(Failure.DiskFull.class);
          if (!files.list(copy).contains("log")) {
            assertThatThrownBy(() -> open(copy)).hasMessageContaining("missing");
          }
        }
      }
    }
  }
}
