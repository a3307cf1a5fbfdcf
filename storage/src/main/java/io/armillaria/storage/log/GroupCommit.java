package io.armillaria.storage.log;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.LostFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Orders tickets, gathers them into frames and has one waiting thread at a time, the leader, write
/// and force.
///
/// A ticket goes from pending (in the queue, with room kept for it in the current segment) to
/// placed (in a frame that has its number and offset) to written to forced. The lock guards every
/// field and the segment's room; the leader writes and forces without it, and `busy` keeps a second
/// leader and a change of segment away meanwhile.
final class GroupCommit {
  /// Records are gathered into a frame up to this size.
  private static final long GATHERED = 16 << 20;

  private static final String OTHERS_FAILED =
      "Another process could not write the log; nobody knows what of it is on disk.";

  private static final String STOPPED = "The log's writer ended in the middle of a frame.";

  /// Room kept for the closing frame.
  private static final long CLOSING = FrameHeader.stride(FrameHeader.BYTES);

  private final LogFiles files;
  private final FrameWriter writer;
  private final Turn turn;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LogWaiters waiters = new LogWaiters();
  private final LogHealth health = new LogHealth();
  private final ArrayDeque<LogTicket> pending = new ArrayDeque<>();
  private long pendingBytes;
  private boolean busy;
  private long placedSequence;
  private volatile long forcedSequence;
  private long epoch;

  /// The incarnations of the newest frame, whoever wrote it, and of this process's next one.
  private long lastIncarnation;

  private long incarnation;

  /// Whether the newest frame says that the log was closed.
  private boolean closedLast;

  /// Whether a caller is about to enqueue.
  private boolean entered;

  /// Whether a thread waits for the turn.
  private boolean taking;

  /// Whether callers wait for no force.
  private boolean relaxed;

  /// How long a leader whom a commit waits for lets others come, before it writes and forces.
  private long gatherNanos;

  /// The newest frame that this process knows of; for readers without the lock.
  private volatile long known;

  /// Begins with the turn held.
  GroupCommit(LogFiles files, Recovery recovered, Turn turn) {
    this.files = files;
    this.turn = turn;
    this.lastIncarnation = recovered.last().incarnation();
    this.incarnation = recovered.incarnation() + 1;
    this.writer = new FrameWriter(incarnation, FrameTag.of(files.storeId()));
    this.closedLast = recovered.isClosed();
    this.placedSequence = recovered.last().sequence();
    this.forcedSequence = placedSequence;
    this.epoch = recovered.last().epoch() + 1;
    know();
    turn.reset();
    turn.release(placedSequence);
  }

  /// Lets go of the lock, and wakes whom its holder has called.
  private void unlock() {
    List<LogWaiters.Waiter> called = waiters.takeCalled();
    lock.unlock();
    LogWaiters.wake(called);
  }

  /// Takes the turn, if this process does not have it, and shows what others wrote; it is durable
  /// then. Until [#leave] one thread may enqueue. For one thread at a time.
  void enter(LogVisitor others) {
    lock.lock();
    try {
      health.checkUsable();
      if (turn.isHeld() && turn.isOver()) {
        drive(this::isIdle, true);
        releaseIfIdle();
        health.checkUsable();
      }
      if (!turn.isHeld()) {
        takeTurn(others);
      }
      entered = true;
    } finally {
      unlock();
    }
  }

  /// Ends what [#enter] began.
  void leave() {
    lock.lock();
    try {
      entered = false;
      releaseIfIdle();
    } finally {
      unlock();
    }
  }

  /// Nothing of this process is on its way, so that the lock need not be held while it waits.
  private void takeTurn(LogVisitor others) {
    while (taking) {
      changed.awaitUninterruptibly();
    }
    if (turn.isHeld()) {
      return;
    }
    taking = true;
    unlock();
    try {
      turn.acquire();
    } finally {
      lock.lock();
      taking = false;
      changed.signalAll();
    }
    boolean complete = false;
    try {
      if (turn.hasFailed()) {
        throw fail(new Failure.InputOutput(OTHERS_FAILED).raise());
      }
      boolean died = turn.holderDied();
      follow(turn.through(), died, others);
      if (died) {
        files.clean();
      }
      complete = true;
    } catch (IOException e) {
      throw fail(FileFailures.of("read", "log", e));
    } finally {
      if (!complete) {
        turn.abandon();
      }
    }
  }

  /// Whether others wrote what this process has not seen.
  boolean isBehind() {
    return turn.through() > known;
  }

  /// Shows what others wrote and readers may see.
  void follow(LogVisitor others) {
    lock.lock();
    try {
      if (!turn.isHeld()) {
        health.checkUsable();
        follow(turn.through(), false, others);
      }
    } catch (IOException e) {
      throw FileFailures.of("read", "log", e);
    } finally {
      unlock();
    }
  }

  private void follow(long through, boolean all, LogVisitor others) throws IOException {
    if (!all && through <= placedSequence) {
      return;
    }
    FrameHeader last =
        files.follow(
            new FrameHeader(placedSequence, epoch, forcedSequence, lastIncarnation, 0, 0),
            through,
            all,
            (header, segment, offset, frame) -> show(header, segment, offset, frame, others));
    if (last.sequence() > placedSequence) {
      placedSequence = last.sequence();
      forcedSequence = placedSequence;
      know();
      epoch = last.epoch() + 1;
      lastIncarnation = last.incarnation();
      incarnation = Math.max(incarnation, lastIncarnation + 1);
      writer.incarnation(incarnation);
    }
  }

  private void know() {
    known = placedSequence;
    turn.know(known);
  }

  private void show(
      FrameHeader header, long segment, long offset, ByteBuffer frame, LogVisitor others) {
    closedLast = false;
    ByteBuffer payload = frame.slice(FrameHeader.BYTES, header.payloadLength());
    RecordCodec.read(
        header,
        segment,
        offset,
        payload.order(ByteOrder.LITTLE_ENDIAN),
        (position, type, record) -> {
          if (type == RecordType.CLOSE) {
            closedLast = true;
          } else {
            others.record(position, type, record);
          }
        });
  }

  private boolean isIdle() {
    return pending.isEmpty() && !busy && (relaxed || forcedSequence == placedSequence);
  }

  private void releaseIfIdle() {
    if (turn.isHeld() && !entered && isIdle() && health.isWell()) {
      turn.release(placedSequence);
    }
  }

  void enqueue(LogTicket ticket) {
    long bytes = FrameHeader.stride(ticket.payloadLength());
    lock.lock();
    try {
      health.checkUsable();
      takeTurn(GroupCommit::unexpected);
      health.checkUsable();
      while (!files.makeRoom(pendingBytes + bytes + CLOSING)) {
        rollOrWait(bytes + CLOSING);
        health.checkUsable();
      }
      pending.add(ticket);
      pendingBytes += bytes;
    } catch (DiskFullException e) {
      DatabaseException failure = FileFailures.of("extend", "log", e);
      throw files.halfRolled() ? fail(failure) : failure;
    } catch (IOException e) {
      throw fail(FileFailures.of("extend", "log", e));
    } finally {
      unlock();
    }
  }

  private static void unexpected(LogPosition position, RecordType type, ByteBuffer payload) {
    throw new IllegalStateException(
        "another process wrote frame " + position.sequence() + "; enter before enqueuing");
  }

  /// Lets the turn end before what was written is forced.
  void relax() {
    lock.lock();
    try {
      relaxed = true;
    } finally {
      unlock();
    }
  }

  void gatherFor(Duration time) {
    lock.lock();
    try {
      gatherNanos = time.toNanos();
    } finally {
      lock.unlock();
    }
  }

  LogPosition await(LogTicket ticket, boolean force) {
    while (!isDone(ticket, force)) {
      LogWaiters.Waiter waiter;
      lock.lock();
      try {
        if (isDone(ticket, force)) {
          break;
        }
        if (!busy) {
          if (force && gatherNanos > 0) {
            gather();
          }
          return leadFor(ticket, force);
        }
        waiter = waiters.add(ticket, force);
      } finally {
        unlock();
      }
      if (waiter.sleep()) {
        break;
      }
    }
    return ticket.position();
  }

  private LogPosition leadFor(LogTicket ticket, boolean force) {
    while (!isDone(ticket, force) && health.isWell()) {
      lead(force);
    }
    releaseIfIdle();
    if (!isDone(ticket, force)) {
      waiters.callAll();
      throw health.outcome(ticket);
    }
    return ticket.position();
  }

  /// Waits for company.
  private void gather() {
    boolean interrupted = false;
    busy = true;
    for (long left = gatherNanos; left > 0 && health.isWell(); ) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    busy = false;
    changed.signalAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void force() {
    lock.lock();
    try {
      health.checkUsable();
      LogTicket last = pending.peekLast();
      long placed = placedSequence;
      BooleanSupplier done = () -> last == null ? forcedSequence >= placed : isDone(last, true);
      drive(done, true);
      releaseIfIdle();
      if (!done.getAsBoolean()) {
        health.checkWell();
      }
    } finally {
      unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      if (health.close()) {
        shut();
      }
    } catch (IOException e) {
      throw fail(FileFailures.of("close", "log", e));
    } finally {
      unlock();
    }
  }

  private void shut() throws IOException {
    boolean complete = false;
    try {
      if (health.isWell()) {
        drive(() -> !busy && pending.isEmpty() && forcedSequence == placedSequence, true);
        health.checkWell();
        if (!turn.isHeld()) {
          takeTurn((position, type, payload) -> {});
        }
        if (!closedLast) {
          writeClosingFrame();
        }
        complete = true;
      }
    } finally {
      if (complete) {
        turn.release(placedSequence);
      } else {
        turn.abandon();
      }
      files.close();
    }
  }

  /// The mark promises what has been forced already: it may reach the disk before the frame does.
  private void writeClosingFrame() throws IOException {
    LogTicket closing = new LogTicket(List.of(new LogRecord(RecordType.CLOSE, new byte[0])));
    pending.add(closing);
    LogSegment segment = files.current();
    writer.write(place(), forcedSequence, segment);
    segment.write(new SegmentMark(false, forcedSequence));
    segment.force();
  }

  /// Leads, or waits for the leader, until it is done or the log fails. For what is rare; a
  /// ticket's waiter is called by itself.
  private void drive(BooleanSupplier done, boolean force) {
    while (!done.getAsBoolean() && (health.isWell() || busy)) {
      if (waiters.hasCalled()) {
        unlock();
        lock.lock();
      } else if (busy) {
        changed.awaitUninterruptibly();
      } else {
        lead(force);
      }
    }
  }

  private boolean isDone(LogTicket ticket, boolean force) {
    return ticket.position() != null && (!force || ticket.position().sequence() <= forcedSequence);
  }

  /// Writes the next frame, if records are pending, and forces all there are, if wanted.
  private void lead(boolean force) {
    Optional<Frame> frame = pending.isEmpty() ? Optional.empty() : Optional.of(place());
    long forcedBefore = forcedSequence;
    LogSegment segment = files.current();
    DatabaseException failure = null;
    boolean complete = false;
    busy = true;
    unlock();
    try {
      if (frame.isPresent()) {
        segment.requireThere();
        writer.write(frame.get(), forcedBefore, segment);
      }
      if (force) {
        segment.force();
      }
      complete = true;
    } catch (IOException e) {
      failure = FileFailures.of("write", segment.name(), e);
    } finally {
      lock.lock();
      busy = false;
      if (complete) {
        succeed(frame, force);
      } else {
        fail(frame, failure == null ? new Failure.Internal(STOPPED).raise() : failure);
      }
      waiters.call(waiter -> isDone(waiter.ticket(), waiter.force()));
      if (!health.isWell()) {
        waiters.callAll();
      }
      changed.signalAll();
    }
  }

  private Frame place() {
    List<LogTicket> tickets = new ArrayList<>();
    long payload = 0;
    do {
      LogTicket ticket = pending.remove();
      pendingBytes -= FrameHeader.stride(ticket.payloadLength());
      payload += ticket.payloadLength();
      tickets.add(ticket);
    } while (!pending.isEmpty() && payload + pending.peek().payloadLength() <= GATHERED);
    placedSequence++;
    long offset = files.current().take(FrameHeader.stride(payload));
    long segment = files.current().header().firstSequence();
    return new Frame(placedSequence, epoch, segment, offset, payload, tickets);
  }

  private void succeed(Optional<Frame> frame, boolean forced) {
    frame.ifPresent(Frame::written);
    know();
    if (frame.isPresent()) {
      closedLast = false;
      lastIncarnation = incarnation;
    }
    if (forced) {
      forcedSequence = placedSequence;
      epoch++;
      if (turn.isHeld()) {
        turn.publish(forcedSequence);
      }
    }
  }

  /// A frame that found the disk full, or its file lost, is not whole; after any other failure
  /// nobody knows.
  private void fail(Optional<Frame> frame, DatabaseException failure) {
    boolean lost = failure.getCause() instanceof LostFileException;
    if (frame.isPresent() && (lost || failure.failure() instanceof Failure.DiskFull)) {
      frame.get().tickets().forEach(ticket -> ticket.failed(failure.failure()));
    }
    fail(failure);
  }

  /// Ends the log's service; what is pending is certainly not written.
  private DatabaseException fail(DatabaseException failure) {
    health.fail(failure);
    pending.forEach(ticket -> ticket.failed(health.unusable()));
    pending.clear();
    pendingBytes = 0;
    waiters.callAll();
    turn.fail();
    if (turn.isHeld()) {
      turn.abandon();
    }
    return failure;
  }

  /// Begins a new segment once everything pending is in the current one and forced.
  private void rollOrWait(long needed) throws IOException {
    if (busy) {
      drive(() -> !busy, false);
    } else if (!pending.isEmpty() || forcedSequence < placedSequence) {
      lead(true);
    } else {
      files.roll(placedSequence + 1, needed);
    }
  }
}
