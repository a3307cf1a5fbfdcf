package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.table.SequenceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSequences {
  @TempDir Path directory;

  private static SequenceDefinition sequence(
      long start, long increment, long least, long most, boolean cycle) {
    return new SequenceDefinition(
        UUID.randomUUID(), start, start, increment, least, most, cycle, 1);
  }

  private static SequenceDefinition sequence() {
    return sequence(1, 1, 1, Long.MAX_VALUE, false);
  }

  private static List<Long> take(Database database, SequenceDefinition from, int count) {
    long[] numbers = new long[count];
    database.sequences().next(from, "S", numbers, count);
    return LongStream.of(numbers).boxed().toList();
  }

  private Database open(String name) {
    return Database.open(DatabaseOptions.at(directory.resolve(name)));
  }

  @Test
  void goesOnAfterACleanClose() {
    SequenceDefinition sequence = sequence();
    SequenceDefinition untouched = sequence();
    try (Database database = open("db")) {
      assertThat(take(database, sequence, 3)).containsExactly(1L, 2L, 3L);
      assertThat(take(database, sequence, 100)).startsWith(4L).endsWith(103L);
    }
    try (Database database = open("db")) {
      assertThat(take(database, sequence, 2)).containsExactly(104L, 105L);
      assertThat(take(database, untouched, 1)).containsExactly(1L);
    }
    try (Database database = open("db")) {
      assertThat(take(database, sequence, 1)).containsExactly(106L);
    }
  }

  @Test
  void givesNoNumberTwiceAfterACrash() throws IOException {
    SequenceDefinition sequence = sequence();
    List<Long> taken = new ArrayList<>();
    try (Database database = open("db")) {
      for (int crash = 0; crash < 5; crash++) {
        taken.addAll(take(database, sequence, 7 + 50 * crash));
        copy(directory.resolve("db"), directory.resolve("crash" + crash));
        try (Database after = open("crash" + crash)) {
          assertThat(take(after, sequence, 10)).allMatch(number -> !taken.contains(number));
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void givesEachNumberToOneThread() throws InterruptedException {
    SequenceDefinition sequence = sequence();
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    try (Database database = Database.open(DatabaseOptions.memory())) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int size = i + 1;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  for (int round = 0; round < 1000; round++) {
                    seen.addAll(take(database, sequence, size));
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(seen).hasSize(10_000).contains(1L, 10_000L);
  }

  @Test
  void keepsToItsBounds() {
    try (Database database = Database.open(DatabaseOptions.memory())) {
      SequenceDefinition few = sequence(2, 3, 1, 9, false);
      assertThat(take(database, few, 3)).containsExactly(2L, 5L, 8L);
      assertThatThrownBy(() -> take(database, few, 1))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("Sequence S has given out its last number, 9.");
      assertThat(take(database, sequence(5, -2, 1, 5, true), 7))
          .containsExactly(5L, 3L, 1L, 5L, 3L, 1L, 5L);
      long last = Long.MAX_VALUE;
      SequenceDefinition wide = sequence(last - 1, 1, Long.MIN_VALUE, last, true);
      assertThat(take(database, wide, 3)).containsExactly(last - 1, last, Long.MIN_VALUE);
      SequenceDefinition steep = sequence(-9, Long.MAX_VALUE, -9, last, false);
      assertThat(take(database, steep, 2)).containsExactly(-9L, last - 9);
      assertThatThrownBy(() -> take(database, steep, 1)).isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void goesOnWithAnotherDefinition() {
    try (Database database = Database.open(DatabaseOptions.memory())) {
      SequenceDefinition ones = sequence();
      SequenceDefinition tens =
          new SequenceDefinition(ones.counter(), 1, 1, 10, 1, Long.MAX_VALUE, false, 1);
      assertThat(take(database, ones, 2)).containsExactly(1L, 2L);
      assertThat(take(database, tens, 2)).containsExactly(42L, 52L);
    }
  }
}
