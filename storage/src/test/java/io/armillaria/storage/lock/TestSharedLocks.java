package io.armillaria.storage.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.table.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Locks of processes that know of each other by words alone.
final class TestSharedLocks {
  private static final LockName.Table T = new LockName.Table("main", new TableId(new UUID(1, 1)));
  private static final LockWait LONG = new LockWait(Duration.ofSeconds(20), () -> false);
  private static final LockWait SHORT = new LockWait(Duration.ofMillis(30), () -> false);

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<FileSystem.Lock> databases = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  private SharedLocks start() {
    databases.add(files.share(Path.of("/database")));
    return new SharedLocks(databases.getLast());
  }

  @AfterEach
  void close() {
    databases.forEach(FileSystem.Lock::close);
  }

  private LockOwner owner() {
    return new LockOwner(numbers.incrementAndGet(), "another transaction");
  }

  private static LockName.Row row(int key) {
    return new LockName.Row(T, new byte[] {(byte) key});
  }

  private static Failure failure(Runnable work) {
    DatabaseException[] thrown = new DatabaseException[1];
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(DatabaseException.class, e -> thrown[0] = e);
    return thrown[0].failure();
  }

  @Test
  void aLockIsSeenByAllProcesses() {
    SharedLocks a = start();
    SharedLocks b = start();
    LockOwner mine = owner();
    LockOwner theirs = owner();
    a.lock(mine, row(1), LONG, "Row 1");
    assertThat(b.tryLock(theirs, row(1))).isFalse();
    assertThat(b.isFree(theirs, row(1))).isFalse();
    assertThat(b.isLockedByOthers(theirs, T)).isTrue();
    assertThat(b.held(theirs)).isZero();
    assertThat(b.tryLock(theirs, row(2))).isTrue();
    assertThat(failure(() -> b.lock(theirs, row(1), SHORT, "Row 1")))
        .isEqualTo(
            new Failure.LockNotAvailable(
                "Row 1",
                "Row 1 is locked by a transaction of another process, and was not free after 30"
                    + " ms."));
    a.release(mine, 0);
    assertThat(b.tryLock(theirs, row(1))).isTrue();
    assertThat(b.held(theirs)).isEqualTo(2);
    assertThat(a.isLockedByOthers(mine, T)).isTrue();
    b.release(theirs, List.of(row(1), row(3)));
    assertThat(a.isFree(mine, row(1))).isTrue();
    assertThat(a.isFree(mine, row(2))).isFalse();
    b.release(theirs, 0);
    assertThat(a.isLockedByOthers(mine, T)).isFalse();
  }

  @Test
  void whoWaitsGetsTheLock() throws Exception {
    SharedLocks a = start();
    SharedLocks b = start();
    LockOwner mine = owner();
    LockOwner theirs = owner();
    a.lock(mine, row(1), LONG, "");
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> b.lock(theirs, row(1), LONG, ""));
    Thread.sleep(30);
    assertThat(waiting).isNotDone();
    a.release(mine, 0);
    waiting.get();
    assertThat(a.isFree(mine, row(1))).isFalse();
  }

  @Test
  void aWaitEndsWhenItIsCancelled() throws Exception {
    SharedLocks a = start();
    SharedLocks b = start();
    AtomicBoolean cancelled = new AtomicBoolean();
    LockOwner theirs = owner();
    a.lock(owner(), row(1), LONG, "");
    CompletableFuture<Failure> waiting =
        CompletableFuture.supplyAsync(
            () ->
                failure(
                    () ->
                        b.lock(
                            theirs,
                            row(1),
                            new LockWait(Duration.ofSeconds(20), cancelled::get),
                            "")));
    Thread.sleep(20);
    cancelled.set(true);
    assertThat(waiting.get()).isInstanceOf(Failure.Cancelled.class);
  }

  @Test
  void theLocksOfAProcessThatDiedVanish() {
    SharedLocks a = start();
    SharedLocks b = start();
    LockOwner mine = owner();
    b.lock(owner(), row(1), LONG, "");
    assertThat(a.tryLock(mine, row(1))).isFalse();
    // its locks on the file go, what it had written stays
    databases.removeLast().close();
    assertThat(a.tryLock(mine, row(1))).isTrue();
    // another one in its place
    SharedLocks c = start();
    assertThat(c.isFree(owner(), row(2))).isTrue();
    assertThat(c.isFree(owner(), row(1))).isFalse();
  }

  @Test
  void whatIsLeftOfAnEarlierProcessIsNoLock() {
    SharedLocks a = start();
    SharedLocks b = start();
    b.lock(owner(), row(1), LONG, "");
    databases.removeLast().close();
    SharedLocks c = start();
    assertThat(a.tryLock(owner(), row(1))).isTrue();
    assertThat(c.tryLock(owner(), row(1))).isFalse();
    assertThat(c.tryLock(owner(), row(2))).isTrue();
  }

  @Test
  void theYoungestOfACircleGivesWay() throws Exception {
    for (int youngest = 0; youngest < 2; youngest++) {
      SharedLocks a = start();
      SharedLocks b = start();
      LockOwner one = owner();
      LockOwner two = owner();
      LockOwner mine = youngest == 0 ? two : one;
      LockOwner theirs = youngest == 0 ? one : two;
      a.lock(mine, row(1), LONG, "");
      b.lock(theirs, row(2), LONG, "");
      CompletableFuture<Failure> first = waiting(a, mine, row(2));
      CompletableFuture<Failure> second = waiting(b, theirs, row(1));
      CompletableFuture<Failure> victim = youngest == 0 ? first : second;
      assertThat(victim.get()).isInstanceOf(Failure.Deadlock.class);
      (youngest == 0 ? a : b).release(youngest == 0 ? mine : theirs, 0);
      assertThat((youngest == 0 ? second : first).get()).isNull();
      close();
      databases.clear();
    }
  }

  @Test
  void aCircleMayGoThroughAWaitWithinOneProcess() throws Exception {
    SharedLocks a = start();
    SharedLocks b = start();
    LockOwner a1 = owner();
    LockOwner a2 = owner();
    LockOwner b1 = owner();
    a.lock(a1, row(1), LONG, "");
    a.lock(a2, row(2), LONG, "");
    b.lock(b1, row(3), LONG, "");
    CompletableFuture<Failure> within = waiting(a, a1, row(2));
    CompletableFuture<Failure> across = waiting(a, a2, row(3));
    CompletableFuture<Failure> back = waiting(b, b1, row(1));
    assertThat(back.get()).isInstanceOf(Failure.Deadlock.class);
    b.release(b1, 0);
    assertThat(across.get()).isNull();
    a.release(a2, 0);
    assertThat(within.get()).isNull();
  }

  /// What the wait for a lock ends with; null when it is there.
  private static CompletableFuture<Failure> waiting(
      SharedLocks locks, LockOwner owner, LockName name) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            locks.lock(owner, name, LONG, "");
            return null;
          } catch (DatabaseException e) {
            return e.failure();
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  @Test
  void nobodyHasALockTogetherWithAnother() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestSharedLocks seed " + seed);
    int rows = 4;
    AtomicIntegerArray holders = new AtomicIntegerArray(rows);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger deadlocks = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int process = 0; process < 3; process++) {
        SharedLocks locks = start();
        for (int thread = 0; thread < 2; thread++) {
          Random random = new Random(seed + 31L * process + thread);
          running.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < 150; i++) {
                      work(locks, owner(), random, holders, taken, deadlocks);
                    }
                  }));
        }
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertThat(taken.get()).isGreaterThan(500);
  }

  private static void work(
      SharedLocks locks,
      LockOwner owner,
      Random random,
      AtomicIntegerArray holders,
      AtomicInteger taken,
      AtomicInteger deadlocks) {
    List<Integer> mine = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        int row = random.nextInt(holders.length());
        boolean locked = random.nextBoolean() && locks.tryLock(owner, row(row));
        if (!locked) {
          locks.lock(owner, row(row), LONG, "");
        }
        if (!mine.contains(row)) {
          mine.add(row);
          taken.incrementAndGet();
          assertThat(holders.incrementAndGet(row)).isEqualTo(1);
        }
      }
    } catch (DatabaseException e) {
      assertThat(e.failure()).isInstanceOf(Failure.Deadlock.class);
      deadlocks.incrementAndGet();
    } finally {
      mine.forEach(holders::decrementAndGet);
      locks.release(owner, 0);
    }
  }

  @Test
  void aProcessThatDoesNotLockCostsNothing() {
    SharedLocks a = start();
    start().close();
    assertThatCode(() -> a.lock(owner(), row(1), LONG, "")).doesNotThrowAnyException();
    assertThat(databases.getFirst().words().get(5)).isEqualTo(1);
    a.close();
    assertThat(databases.getFirst().words().get(5)).isZero();
  }
}
