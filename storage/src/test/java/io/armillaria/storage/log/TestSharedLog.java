package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several processes write one log: each has the files open for itself, and knows of the others by
/// locks and words.
final class TestSharedLog {
  private static final Path DATABASE = Path.of("/database");
  private static final LogSizes SMALL = new LogSizes(8192, 16384, 4096);

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<Process> processes = new ArrayList<>();

  /// One process: what it knows is in the order in which it learned it.
  private static final class Process {
    private final FileSystem.Lock lock;
    private final List<String> known = new ArrayList<>();
    private final CommitLog log;

    Process(FileSystem files) {
      lock = files.share(DATABASE);
      log =
          CommitLog.open(
              files, DATABASE, true, 0, Optional.empty(), LogSharing.of(lock), this::know, SMALL);
    }

    private void know(LogPosition position, RecordType type, ByteBuffer payload) {
      known.add(StandardCharsets.UTF_8.decode(payload).toString());
    }

    /// Under a lock, as the committer does.
    void append(String text) {
      LogTicket ticket;
      synchronized (this) {
        log.enter(this::know);
        try {
          ticket = log.enqueue(List.of(record(text)));
          known.add(text);
        } finally {
          log.leave();
        }
      }
      log.await(ticket);
    }

    synchronized List<String> look() {
      if (log.isBehind()) {
        log.follow(this::know);
      }
      return List.copyOf(known);
    }

    void close() {
      log.close();
      lock.close();
    }
  }

  private static LogRecord record(String text) {
    return new LogRecord(RecordType.COMMIT, text.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    files.createDirectories(DATABASE);
  }

  @AfterEach
  void close() {
    processes.forEach(Process::close);
  }

  private Process start() {
    processes.add(new Process(files));
    return processes.getLast();
  }

  @Test
  void everyProcessSeesWhatOthersMadeDurable() {
    Process a = start();
    a.append("1");
    Process b = start();
    assertThat(b.look()).containsExactly("1");
    b.append("2");
    assertThat(a.look()).containsExactly("1", "2");
    a.append("3");
    a.append("4");
    b.append("5");
    assertThat(a.look()).isEqualTo(b.look()).containsExactly("1", "2", "3", "4", "5");
    assertThat(start().look()).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void manyThreadsOfManyProcessesAgreeOnOneOrder() throws Exception {
    List<Process> all = List.of(start(), start(), start());
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> running = new ArrayList<>();
      for (int p = 0; p < 3; p++) {
        for (int t = 0; t < 3; t++) {
          Process process = all.get(p);
          String name = p + "." + t + ".";
          running.add(
              threads.submit(() -> IntStream.range(0, 60).forEach(i -> process.append(name + i))));
        }
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    List<String> order = all.getFirst().look();
    assertThat(order).hasSize(540).doesNotHaveDuplicates();
    assertThat(all.get(1).look()).isEqualTo(order);
    assertThat(all.get(2).look()).isEqualTo(order);
    assertThat(files.list(DATABASE.resolve("log")).size()).isGreaterThan(3);
    close();
    processes.clear();
    assertThat(start().look()).isEqualTo(order);
  }

  @Test
  void whatADeadProcessLeftIsRemoved() throws IOException {
    Process a = start();
    Process b = start();
    a.append("1");
    b.append("2");
    a.log.enter(a::know);
    a.log.enqueue(List.of(record("never written")));
    processes.remove(a);
    a.lock.close();
    try (StorageFile torn =
        files.open(DATABASE.resolve("log/0000000000000001.log"), FileAccess.WRITE)) {
      torn.write(ByteBuffer.wrap("half a frame".getBytes(StandardCharsets.UTF_8)), 4352);
    }
    b.append("3");
    assertThat(b.look()).containsExactly("1", "2", "3");
    assertThat(start().look()).containsExactly("1", "2", "3");
    b.append("4");
    close();
    processes.clear();
    assertThat(start().look()).containsExactly("1", "2", "3", "4");
  }

  @Test
  void aFailedForceStopsEveryProcess() {
    Process a = start();
    Process b = start();
    a.append("1");
    files.failForces(true);
    assertThatThrownBy(() -> a.append("2")).isInstanceOf(DatabaseException.class);
    files.failForces(false);
    assertThatThrownBy(() -> b.append("3"))
        .hasMessageContaining("Another process could not write the log");
    assertThatThrownBy(() -> b.append("4")).hasMessageContaining("Reopen the database");
  }
}
