package io.armillaria.storage.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.file.SharedTable;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The register of locks, compared with a map, and read while it changes.
final class TestLockRegister {
  private final SharedTable words = SharedTable.onHeap();
  private final LockRegister register = new LockRegister(words);

  private static LockHash row(int table, int key) {
    return LockHash.of(
        new LockName.Row(
            new LockName.Table("main", new TableId(new UUID(1, table))),
            new byte[] {(byte) (key >> 16), (byte) (key >> 8), (byte) key}));
  }

  private static LockHash table(int table) {
    return LockHash.of(new LockName.Table("main", new TableId(new UUID(1, table))));
  }

  @Test
  void hasWhatWasAddedAndNotRemoved() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestLockRegister seed " + seed);
    Random random = new Random(seed);
    register.reset();
    LockRegister reader = new LockRegister(words);
    Map<LockHash, Long> model = new HashMap<>();
    for (int step = 0; step < 60_000; step++) {
      // it grows, shrinks, and grows again
      int most = step / 10_000 % 2 == 0 ? 5000 : 50;
      LockHash name = row(random.nextInt(4), random.nextInt(most));
      if (model.containsKey(name)) {
        register.remove(name);
        model.remove(name);
      } else {
        register.add(name, step);
        model.put(name, (long) step);
      }
      LockHash asked = row(random.nextInt(4), random.nextInt(most));
      assertThat(reader.blocks(asked)).as("step %d", step).isEqualTo(model.containsKey(asked));
      assertThat(reader.blockers(asked))
          .isEqualTo(model.containsKey(asked) ? Set.of(model.get(asked)) : Set.of());
      if (step % 1000 == 0) {
        compareTables(reader, model);
      }
    }
    new ArrayList<>(model.keySet()).forEach(register::remove);
    assertThat(reader.isEmpty()).isTrue();
    compareTables(reader, Map.of());
  }

  private static void compareTables(LockRegister reader, Map<LockHash, Long> model) {
    for (int i = 0; i < 4; i++) {
      LockHash table = table(i);
      List<Long> owners =
          model.entrySet().stream()
              .filter(each -> each.getKey().table() == table.name())
              .map(Map.Entry::getValue)
              .toList();
      assertThat(reader.blocks(table)).isEqualTo(!owners.isEmpty());
      assertThat(reader.blockers(table)).containsExactlyInAnyOrderElementsOf(owners);
    }
  }

  @Test
  void aReaderNeverMissesALockThatStays() throws Exception {
    register.reset();
    LockHash[] stay = new LockHash[100];
    for (int i = 0; i < stay.length; i++) {
      stay[i] = row(1, 1_000_000 + i);
      register.add(stay[i], 1);
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> missed = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  LockRegister other = new LockRegister(words);
                  while (!done.get() && missed.get() == null) {
                    for (LockHash each : stay) {
                      if (!other.blocks(each) || !other.blocks(table(1))) {
                        missed.set(new AssertionError("missed " + each));
                      }
                    }
                  }
                });
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int size = 1 << random.nextInt(12);
      for (int i = 0; i < size; i++) {
        register.add(row(2, i), 2);
      }
      for (int i = 0; i < size; i++) {
        register.remove(row(2, i));
      }
    }
    done.set(true);
    reader.join();
    assertThat(missed.get()).isNull();
  }
}
