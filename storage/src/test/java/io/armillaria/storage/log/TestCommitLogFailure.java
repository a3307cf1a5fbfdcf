package io.armillaria.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Disks that are full or do not answer.
final class TestCommitLogFailure {
  private static final LogSizes SMALL = new LogSizes(8 << 10, 32 << 10, 4 << 10);

  private HostileFileSystem files = new HostileFileSystem();
  private final List<Byte> replayed = new ArrayList<>();
  private CommitLog log = open();

  private CommitLog open() {
    replayed.clear();
    return CommitLog.open(
        files, Path.of("/database"), true, (at, type, bytes) -> replayed.add(bytes.get(0)), SMALL);
  }

  @Test
  void takesNoMoreRecordsAfterAFailedForce() {
    log.append(record(1));
    files.failForces(true);
    LogTicket first = log.enqueue(record(2));
    LogTicket second = log.enqueue(record(3));
    assertFails(() -> log.await(first), Failure.UnknownOutcome.class);
    files.failForces(false);
    assertFails(() -> log.await(second), Failure.UnknownOutcome.class);
    assertFails(() -> log.append(record(4)), Failure.InputOutput.class);
    assertFails(log::force, Failure.InputOutput.class);
    log.close();
    log = open();
    assertThat(replayed).startsWith((byte) 1).doesNotContain((byte) 4);
    assertThat(log.append(record(5))).isNotNull();
  }

  /// The system may take bytes for written whose force failed, and not write them at the next one.
  @Test
  void writesAgainWhatAFailedForceLeft() {
    for (int seed = 0; seed < 40; seed++) {
      files = new HostileFileSystem();
      log = open();
      log.append(record(1));
      files.failForces(true);
      LogTicket ticket = log.enqueue(record(2));
      assertFails(() -> log.await(ticket), Failure.UnknownOutcome.class);
      log.close();
      files.failForces(false);
      log = open();
      List<Byte> found = List.copyOf(replayed);
      log.append(record(3));
      files = files.afterPowerCut(new Random(seed));
      log = open();
      assertThat(replayed).startsWith(found.toArray(Byte[]::new)).endsWith((byte) 3);
    }
  }

  @Test
  void saysWhichFileFailedAndWhatToDo() {
    files.failForces(true);
    assertFails(() -> log.append(record(1)), Failure.UnknownOutcome.class);
    assertThatThrownBy(() -> log.append(record(2)))
        .hasMessage(
            "The log takes no more records since an earlier failure (Cannot write"
                + " log/0000000000000001.log: the device does not answer.) Reopen the database.");
  }

  @Test
  void goesOnAfterAFullDisk() {
    long full = 20_000;
    files.limit(full);
    List<Byte> accepted = new ArrayList<>();
    for (byte i = 0; i < 30; i++) {
      if (i == 25) {
        files.limit(Long.MAX_VALUE);
      }
      try {
        log.append(record(i));
        accepted.add(i);
      } catch (DatabaseException e) {
        assertThat(e.failure()).isInstanceOf(Failure.DiskFull.class);
      }
    }
    assertThat(accepted).hasSizeBetween(10, 29).contains((byte) 29);
    log.close();
    log = open();
    assertThat(replayed).isEqualTo(accepted);
  }

  @Test
  void closesOnAFullDisk() {
    files.limit(0);
    for (int i = 0; i < 10; i++) {
      try {
        log.append(record(1));
      } catch (DatabaseException e) {
        assertThat(e.failure()).isInstanceOf(Failure.DiskFull.class);
      }
    }
    log.close();
    log = open();
    assertThat(log.wasClosedCleanly()).isTrue();
  }

  @Test
  void saysWhenClosingFails() {
    log.enqueue(record(1));
    files.failForces(true);
    assertFails(log::close, Failure.InputOutput.class);
    assertFails(() -> log.append(record(2)), Failure.Closed.class);
  }

  private static List<LogRecord> record(int number) {
    byte[] payload = new byte[700];
    payload[0] = (byte) number;
    return List.of(new LogRecord(RecordType.COMMIT, payload));
  }

  private static void assertFails(ThrowingCallable call, Class<? extends Failure> wanted) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.failure()).isInstanceOf(wanted));
  }
}
