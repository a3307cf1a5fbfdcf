package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.HistoryBase;
import io.armillaria.storage.catalog.HistoryPages;
import io.armillaria.storage.checkpoint.Checkpoint;
import io.armillaria.storage.checkpoint.CheckpointFile;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.gc.HeldPages;
import io.armillaria.storage.log.LogPosition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Writes checkpoints: every so many commits in a thread of its own, which holds up nobody, and
/// when the database is closed. Without one nothing is lost but time at the next opening, so a
/// failure is logged and no more.
///
/// 1. A checkpoint has what readers see at one moment, and the log up to there is forced.
/// 2. Its nodes are forced before the file names them.
/// 3. One process at a time writes checkpoints, and takes over what another one wrote before.
/// 4. Only then does the history let go of what the nodes have, and the log of its segments.
final class Checkpointer {
  static final Limits STANDARD = new Limits(4096, 4 << 20, 64);

  private static final System.Logger LOGGER = System.getLogger(Checkpointer.class.getName());

  private final Storage storage;
  private final CheckpointFile file;
  private final Committer committer;
  private final Limits limits;
  private final Committer.Clock clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Done done;
  private boolean closed;

  /// @param commits since the last checkpoint that make the next one due
  /// @param bytes of the log that do
  /// @param commitsAtClose that make one due when the database is closed
  record Limits(long commits, long bytes, long commitsAtClose) {}

  /// @param state the number of the state that the last checkpoint has
  private record Done(long state, long commits, Optional<LogPosition> position) {}

  Checkpointer(
      Storage storage,
      CheckpointFile file,
      Committer committer,
      Limits limits,
      Committer.Clock clock) {
    this.storage = storage;
    this.file = file;
    this.committer = committer;
    this.limits = limits;
    this.clock = clock;
    this.done = new Done(0, storage.history().paged(), Optional.empty());
  }

  /// Starts a checkpoint if one is due and none is on its way.
  void consider() {
    Committer.Visible now = committer.published();
    if (isDue(now, limits.commits()) && running.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("armillaria-checkpoint").start(this::runOnce);
    }
  }

  private boolean isDue(Committer.Visible now, long commits) {
    Done last = done;
    boolean far =
        last.position().isPresent()
            && now.position().isPresent()
            && distance(last.position().get(), now.position().get()) >= limits.bytes();
    return far || now.refs().lastTransaction() - last.commits() >= commits;
  }

  /// Bytes from one place of the log to a later one, or those of the later one's segment.
  private static long distance(LogPosition from, LogPosition to) {
    return from.segment() == to.segment() ? to.offset() - from.offset() : to.offset();
  }

  private void runOnce() {
    try {
      write();
    } finally {
      running.set(false);
    }
  }

  /// Writes a checkpoint of now, unless the last one is that.
  void write() {
    lock.lock();
    try {
      if (!closed) {
        file.tryLock().ifPresent(this::write);
      }
    } catch (RuntimeException | VirtualMachineError e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "A checkpoint could not be written; the next opening takes longer, and nothing is lost.",
          e);
    } finally {
      lock.unlock();
    }
  }

  private void write(ProcessLocks.Held held) {
    try (held) {
      writeNews();
      file.mend();
      if (file.position().isPresent() && storage.sealed().isPresent()) {
        storage.sealed().get().trim(file.position().get(), clock.micros());
      }
    }
  }

  /// Holds the newest checkpoint, once the history is read from its pages.
  HeldPages hold() {
    lock.lock();
    Optional<ProcessLocks.Held> held = Optional.empty();
    boolean complete = false;
    try {
      held = Optional.of(file.lock());
      adoptNews();
      file.mend();
      boolean paged = storage.history().paged() > 0;
      HeldPages pages =
          new HeldPages(paged ? file.knownRoot() : Optional.empty(), false, release(held.get()));
      complete = true;
      return pages;
    } finally {
      if (!complete) {
        held.ifPresent(ProcessLocks.Held::close);
        lock.unlock();
      }
    }
  }

  private Runnable release(ProcessLocks.Held held) {
    return () -> {
      held.close();
      lock.unlock();
    };
  }

  private Optional<HistoryBase> adoptNews() {
    Optional<HistoryBase> news = file.news(storage.history());
    committer.look();
    news.ifPresent(storage.history()::adopt);
    return news;
  }

  private void writeNews() {
    Optional<HistoryBase> news = adoptNews();
    Committer.Visible now = committer.look();
    long paged = storage.history().paged();
    boolean more = now.number() > done.state() || now.refs().lastTransaction() > paged;
    if (news.isPresent() && now.refs().lastTransaction() - paged < limits.commits()) {
      done = new Done(now.number(), paged, now.position());
    } else if (more && now.position().isPresent()) {
      write(now);
    }
  }

  private void write(Committer.Visible now) {
    // a failure is not repeated at every commit
    done = new Done(now.number(), now.refs().lastTransaction(), now.position());
    History history = storage.history();
    storage.journal().force();
    HistoryPages pages = HistoryPages.write(history, now.refs().lastTransaction(), now.refs());
    Checkpoint checkpoint =
        new Checkpoint(
            now.position().orElseThrow(),
            pages.base(),
            now.refs(),
            Map.copyOf(history.sequences()));
    file.write(checkpoint, storage.chunks());
    history.settle(pages);
    storage.chunks().checkpoint();
  }

  /// Writes a last checkpoint if it is worth while, and no other one after it.
  void close() {
    lock.lock();
    try {
      if (isDue(committer.published(), limits.commitsAtClose())) {
        write();
      }
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
