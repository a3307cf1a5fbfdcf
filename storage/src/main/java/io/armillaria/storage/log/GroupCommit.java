package io.armillaria.storage.log;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileFailures;
import java.io.IOException;
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

  private static final String STOPPED = "The log's writer ended in the middle of a frame.";

  /// Room kept for the closing frame.
  private static final long CLOSING = FrameHeader.stride(FrameHeader.BYTES);

  private final LogFiles files;
  private final FrameWriter writer;
  private final boolean closedBefore;
  private final long firstSequence;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LogHealth health = new LogHealth();
  private final ArrayDeque<LogTicket> pending = new ArrayDeque<>();
  private long pendingBytes;
  private boolean busy;
  private long placedSequence;
  private long forcedSequence;
  private long epoch;

  GroupCommit(LogFiles files, Recovery recovered) {
    this.files = files;
    this.writer = new FrameWriter(recovered.incarnation() + 1, FrameTag.of(files.storeId()));
    this.closedBefore = recovered.isClosed();
    this.placedSequence = recovered.last().sequence();
    this.forcedSequence = placedSequence;
    this.firstSequence = placedSequence + 1;
    this.epoch = recovered.last().epoch() + 1;
  }

  void enqueue(LogTicket ticket) {
    long bytes = FrameHeader.stride(ticket.payloadLength());
    lock.lock();
    try {
      health.checkUsable();
      while (!files.makeRoom(pendingBytes + bytes + CLOSING)) {
        rollOrWait(bytes + CLOSING);
        health.checkUsable();
      }
      pending.add(ticket);
      pendingBytes += bytes;
    } catch (DiskFullException e) {
      throw FileFailures.of("extend", "log", e);
    } catch (IOException e) {
      throw fail(FileFailures.of("extend", "log", e));
    } finally {
      lock.unlock();
    }
  }

  LogPosition await(LogTicket ticket, boolean force) {
    lock.lock();
    try {
      drive(() -> isDone(ticket, force), force);
      if (!isDone(ticket, force)) {
        throw health.outcome(ticket);
      }
      return ticket.position();
    } finally {
      lock.unlock();
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
      if (!done.getAsBoolean()) {
        health.checkWell();
      }
    } finally {
      lock.unlock();
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
      lock.unlock();
    }
  }

  private void shut() throws IOException {
    try {
      if (health.isWell()) {
        drive(() -> !busy && pending.isEmpty() && forcedSequence == placedSequence, true);
        health.checkWell();
        if (!closedBefore || placedSequence >= firstSequence) {
          writeClosingFrame();
        }
      }
    } finally {
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

  /// Leads, or waits for the leader, until it is done or the log fails.
  private void drive(BooleanSupplier done, boolean force) {
    while (!done.getAsBoolean() && (health.isWell() || busy)) {
      if (busy) {
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
    lock.unlock();
    try {
      if (frame.isPresent()) {
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
    if (forced) {
      forcedSequence = placedSequence;
      epoch++;
    }
  }

  /// A frame that found the disk full is not whole; after any other failure nobody knows.
  private void fail(Optional<Frame> frame, DatabaseException failure) {
    if (frame.isPresent() && failure.failure() instanceof Failure.DiskFull) {
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
