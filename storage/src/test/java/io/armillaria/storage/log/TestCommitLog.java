package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCommitLog {
  /// Small enough to roll often.
  private static final LogSizes SMALL = new LogSizes(8 << 10, 32 << 10, 4 << 10);

  @TempDir Path directory;
  private final List<String> replayed = new ArrayList<>();
  private CommitLog log;

  private void open(LogSizes sizes) {
    replayed.clear();
    log =
        CommitLog.open(
            FileSystem.disk(),
            directory,
            true,
            (position, type, payload) -> replayed.add(type + " " + text(payload)),
            sizes);
  }

  @AfterEach
  void close() {
    if (log != null) {
      log.close();
    }
  }

  @Test
  void replaysWhatWasAppended() {
    open(LogSizes.STANDARD);
    assertThat(replayed).isEmpty();
    assertThat(log.append(List.of(record("a"), new LogRecord(RecordType.REF, new byte[0]))))
        .isEqualTo(new LogPosition(1, 1, 1, 4096, 4160));
    assertThat(log.append(List.of(record("b")))).isEqualTo(new LogPosition(2, 2, 1, 4224, 4288));
    log.close();
    open(LogSizes.STANDARD);
    assertThat(replayed).containsExactly("COMMIT a", "REF ", "COMMIT b");
    assertThat(log.wasClosedCleanly()).isTrue();
    assertThat(log.append(List.of(record("c"))).sequence()).isEqualTo(4);
  }

  @Test
  void keepsItsStoreId() {
    open(LogSizes.STANDARD);
    var id = log.storeId();
    log.close();
    open(LogSizes.STANDARD);
    assertThat(log.storeId()).isEqualTo(id);
  }

  @Test
  void writesNothingWhenNothingHappened() {
    open(LogSizes.STANDARD);
    log.append(List.of(record("a")));
    log.close();
    open(LogSizes.STANDARD);
    log.close();
    open(LogSizes.STANDARD);
    assertThat(log.append(List.of(record("b"))).sequence()).isEqualTo(3);
  }

  @Test
  void rollsOverManySegments() {
    open(SMALL);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String text = "x".repeat(i * 7) + i;
      expected.add("COMMIT " + text);
      log.append(List.of(record(text)));
    }
    String large = "y".repeat(100_000);
    expected.add("COMMIT " + large);
    log.append(List.of(record(large)));
    log.close();
    open(SMALL);
    assertThat(replayed).isEqualTo(expected);
    assertThat(directory.resolve("log").toFile().list()).hasSizeGreaterThan(5);
  }

  @Test
  void keepsTheOrderOfTheTickets() {
    open(SMALL);
    List<LogTicket> tickets =
        IntStream.range(0, 300).mapToObj(i -> log.enqueue(List.of(record("" + i)))).toList();
    log.await(tickets.getLast());
    assertThat(tickets).allSatisfy(ticket -> assertThat(log.await(ticket)).isNotNull());
    log.close();
    open(SMALL);
    assertThat(replayed).isEqualTo(IntStream.range(0, 300).mapToObj(i -> "COMMIT " + i).toList());
  }

  @Test
  void gathersWaitingTicketsIntoOneFrame() {
    open(LogSizes.STANDARD);
    LogTicket first = log.enqueue(List.of(record("a")));
    LogTicket second = log.enqueue(List.of(record("b")));
    assertThat(log.await(second)).isEqualTo(new LogPosition(1, 1, 1, 4096, 4176));
    assertThat(log.await(first)).isEqualTo(new LogPosition(1, 1, 1, 4096, 4160));
  }

  @Test
  void givesRelaxedFramesTheEpochOfTheirForce() {
    open(LogSizes.STANDARD);
    assertThat(log.appendRelaxed(List.of(record("a"))).epoch()).isEqualTo(1);
    assertThat(log.appendRelaxed(List.of(record("b"))).epoch()).isEqualTo(1);
    log.force();
    assertThat(log.appendRelaxed(List.of(record("c"))).epoch()).isEqualTo(2);
    log.close();
    open(LogSizes.STANDARD);
    assertThat(replayed).containsExactly("COMMIT a", "COMMIT b", "COMMIT c");
  }

  @Test
  void writesEnqueuedRecordsThatNobodyAwaitsWhenClosed() {
    open(LogSizes.STANDARD);
    log.enqueue(List.of(record("a")));
    log.close();
    open(LogSizes.STANDARD);
    assertThat(replayed).containsExactly("COMMIT a");
  }

  @Test
  void refusesToOpenWhatIsNotThere() {
    assertThatThrownBy(
            () -> CommitLog.open(FileSystem.disk(), directory, false, (p, t, bytes) -> {}))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.CannotOpen.class));
  }

  @Test
  void refusesRecordsWhenClosed() {
    open(LogSizes.STANDARD);
    log.close();
    log.close();
    assertThatThrownBy(() -> log.append(List.of(record("a"))))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Closed.class));
  }

  @Test
  void survivesInterruptedThreads() throws Exception {
    open(SMALL);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int k = 0; k < 100; k++) {
                      log.append(List.of(record("interrupted")));
                    }
                  }));
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      threads.forEach(Thread::interrupt);
      Thread.sleep(1);
    }
    Thread.currentThread().interrupt();
    log.append(List.of(record("last")));
    assertThat(Thread.interrupted()).isTrue();
    log.close();
    open(SMALL);
    assertThat(replayed).hasSize(401).endsWith("COMMIT last");
  }

  @Test
  void servesManyThreads() throws Exception {
    open(SMALL);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        String name = thread + "-";
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    log.append(List.of(record(name + i)));
                  }
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }
    log.close();
    open(SMALL);
    for (int thread = 0; thread < 8; thread++) {
      String name = "COMMIT " + thread + "-";
      assertThat(replayed.stream().filter(text -> text.startsWith(name)))
          .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> name + i).toList());
    }
  }

  private static LogRecord record(String text) {
    return new LogRecord(RecordType.COMMIT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ByteBuffer payload) {
    return StandardCharsets.UTF_8.decode(payload).toString();
  }
}
