package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.HostileFileSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Cuts the power at operation 0, 1, 2 ... of a random workload, until it runs to its end.
final class TestCommitLogPowerCut {
  private static final Path DATABASE = Path.of("/database");
  private static final LogSizes SMALL = new LogSizes(6 << 10, 16 << 10, 1 << 10);

  /// The records are numbered; what was recovered in an opening is where the numbers go on.
  private static final class Run {
    private final Random random;
    private HostileFileSystem files = new HostileFileSystem();
    private long enqueued;
    private long acknowledged;

    Run(Random random) {
      this.random = random;
    }

    /// @return whether the workload ran to its end
    boolean workUntil(long cut) {
      files.cutPowerAfter(cut);
      try {
        CommitLog log = open();
        int steps = 20 + random.nextInt(20);
        for (int step = 0; step < steps; step++) {
          log = step(log);
        }
        log.close();
        acknowledged = enqueued;
        return true;
      } catch (DatabaseException e) {
        return false;
      }
    }

    private CommitLog step(CommitLog log) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> log.appendRelaxed(records());
        case 3, 4 -> log.enqueue(records());
        case 5 -> {
          log.force();
          acknowledged = enqueued;
        }
        case 6 -> {
          if (random.nextInt(3) == 0) {
            log.close();
            acknowledged = enqueued;
            return open();
          }
        }
        default -> {
          log.append(records());
          acknowledged = enqueued;
        }
      }
      return log;
    }

    private List<LogRecord> records() {
      List<LogRecord> records = new ArrayList<>();
      for (int i = random.nextInt(8) / 6; i >= 0; i--) {
        // Mostly frames of one size: where one was lost, the next one then lies where it is
        // expected.
        int length = random.nextInt(20) == 0 ? 20_000 : random.nextInt(3) == 0 ? 300 : 8;
        ByteBuffer payload = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        payload.putLong(0, enqueued++);
        records.add(new LogRecord(RecordType.COMMIT, payload.array()));
      }
      return records;
    }

    private CommitLog open() {
      List<Long> found = new ArrayList<>();
      CommitLog log =
          CommitLog.open(
              files,
              DATABASE,
              true,
              (position, type, payload) -> found.add(payload.getLong(0)),
              SMALL);
      assertThat(found).isEqualTo(LongStream.range(0, found.size()).boxed().toList());
      assertThat((long) found.size()).isBetween(acknowledged, enqueued);
      enqueued = found.size();
      acknowledged = found.size();
      return log;
    }

    void crash() {
      files = random.nextInt(4) == 0 ? files.afterKill() : files.afterPowerCut(random);
    }
  }

  @Test
  void keepsWhatWasAcknowledgedAndRecoversAPrefix() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestCommitLogPowerCut seed " + seed);
    for (int round = 0; round < 12; round++) {
      boolean complete = false;
      for (long cut = 0; !complete; cut++) {
        Run run = new Run(new Random(seed + round));
        try {
          complete = run.workUntil(cut);
          Random after = new Random(seed * 31 + cut);
          for (int crash = 0; crash < 3; crash++) {
            run.crash();
            run.workUntil(after.nextInt(40));
          }
          run.crash();
          run.open();
        } catch (DatabaseException | AssertionError e) {
          throw new AssertionError(
              "seed " + seed + ", round " + round + ", power cut at operation " + cut, e);
        }
      }
    }
  }
}
