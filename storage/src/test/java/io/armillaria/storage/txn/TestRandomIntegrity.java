package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.index.IndexCheck;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TestRandomIntegrity {
  private static final int ROUNDS = Integer.getInteger("rounds", 8);

  private static long seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestRandomIntegrity seed " + seed);
    return seed;
  }

  @Test
  void doesWhatTheModelDoes() {
    for (int round = 0; round < ROUNDS; round++) {
      try (Database database = Database.open(DatabaseOptions.memory())) {
        new IntegrityWorld(seed()).run(database);
      }
    }
  }

  @Test
  void concurrentWritersBreakNoRule() throws Exception {
    long seed = seed();
    IntegrityWorld world = new IntegrityWorld(seed);
    try (Database database = Database.open(DatabaseOptions.memory());
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      try (Transaction transaction = database.begin("main")) {
        world.create(new Grid(transaction));
        transaction.commit("", "");
      }
      List<Future<Integer>> writers = new ArrayList<>();
      for (int t = 1; t <= 4; t++) {
        IntegrityWorld writer = new IntegrityWorld(seed + t);
        writers.add(threads.submit(() -> writer.write(database, 150)));
      }
      int committed = 0;
      for (Future<Integer> writer : writers) {
        committed += writer.get();
      }
      assertThat(committed).isPositive();
      try (Transaction transaction = database.begin("main")) {
        IntegrityModel model = world.empty();
        for (TableSnapshot table : transaction.tables(Optional.empty())) {
          model.load(table.name(), Grid.rows(table));
          assertThat(IndexCheck.problems(table)).isEmpty();
        }
        assertThat(model.holds()).isTrue();
      }
    }
  }
}
