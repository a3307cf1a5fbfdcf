package io.armillaria.storage.log;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The append-only log that says what happened to a database, in order. Safe for many threads; an
/// interrupt disturbs neither the log nor the call.
///
/// To append is two steps: [#enqueue] gives the records their place in the order, under whatever
/// lock of the caller's decides it, and [#await] waits, outside that lock, until they are durable.
/// Who waits while nobody writes becomes the leader: it gathers all records enqueued so far into
/// one frame, writes and forces it, and wakes the others. Who comes meanwhile joins the next frame.
///
/// Frames are written over zeros, which [#enqueue] sees to: a full disk shows there, before the
/// records have a place, and does no harm. Any other failure to write or force ends the log's
/// service until it is opened again, because nobody knows then what is on disk.
public final class CommitLog implements AutoCloseable {
  /// The largest payload of a frame, in bytes.
  static final int LARGEST_PAYLOAD = 1 << 30;

  private final LogFiles files;
  private final GroupCommit group;
  private final boolean closedCleanly;

  private CommitLog(LogFiles files, Recovery recovered, Turn turn) {
    this.files = files;
    this.group = new GroupCommit(files, recovered, turn);
    this.closedCleanly = recovered.isClosed();
  }

  /// Opens the log of the database in the directory `database`, which must exist, showing all
  /// records to `visitor`; when there is none, `create` makes an empty one, and so does a crash in
  /// the middle of an earlier creation. Everything shown is durable when the call returns. The
  /// caller holds the database's [io.armillaria.storage.file.DirectoryLock].
  ///
  /// @throws DatabaseException CannotOpen, if there is no log and `create` is false, or a file
  ///   cannot be read or written; Corrupt, naming file and byte, if frames that had been forced do
  ///   not verify, a segment is missing, or all are while there are objects; TooNew; DiskFull
  public static CommitLog open(
      FileSystem fileSystem, Path database, boolean create, LogVisitor visitor) {
    return open(fileSystem, database, create, Optional.empty(), LogSharing.alone(), visitor);
  }

  /// Like [#open(FileSystem, Path, boolean, LogVisitor)], but shows only the records behind
  /// `known`, which had been forced; the segments before its own are not looked at.
  ///
  /// @param sharing the other processes that have the log open
  public static CommitLog open(
      FileSystem fileSystem,
      Path database,
      boolean create,
      Optional<LogPosition> known,
      LogSharing sharing,
      LogVisitor visitor) {
    return open(fileSystem, database, create, 0, known, sharing, visitor, LogSizes.STANDARD);
  }

  static CommitLog open(
      FileSystem fileSystem, Path database, boolean create, LogVisitor visitor, LogSizes sizes) {
    return open(
        fileSystem, database, create, 0, Optional.empty(), LogSharing.alone(), visitor, sizes);
  }

  /// Like [#open(FileSystem, Path, boolean, Optional, LogSharing, LogVisitor)], with segments of
  /// other sizes.
  ///
  /// @param leafRows kept in a log that is made now
  public static CommitLog open(
      FileSystem fileSystem,
      Path database,
      boolean create,
      int leafRows,
      Optional<LogPosition> known,
      LogSharing sharing,
      LogVisitor visitor,
      LogSizes sizes) {
    Turn turn = new Turn(sharing);
    turn.acquire();
    LogFiles files = new LogFiles(fileSystem, database, sizes);
    Recovery recovery = new Recovery(visitor, known);
    boolean complete = false;
    try {
      try {
        files.recover(recovery, create, leafRows, known);
        complete = true;
        return new CommitLog(files, recovery, turn);
      } finally {
        if (!complete) {
          turn.abandon();
          files.close();
        }
      }
    } catch (IOException e) {
      throw FileFailures.opening(database.toString(), "log", e);
    }
  }

  /// What [#open] was given when the log was made.
  public int leafRows() {
    return files.current().header().leafRows();
  }

  /// Identifies the database; made with its log.
  public UUID storeId() {
    return files.storeId();
  }

  /// Whether the log had been closed in order before this opening; false for a new one.
  public boolean wasClosedCleanly() {
    return closedCleanly;
  }

  /// Makes it this process's turn to write, where several have the log open, and shows what others
  /// wrote since. Records are enqueued between this and [#leave], by one thread at a time. The turn
  /// ends by itself when all that was enqueued is durable, so every ticket must be awaited.
  public void enter(LogVisitor others) {
    group.enter(others);
  }

  /// Ends what [#enter] began, whether or not records were enqueued.
  public void leave() {
    group.leave();
  }

  /// Whether other processes wrote what [#follow] would show. Takes no time.
  public boolean isBehind() {
    return group.isBehind();
  }

  /// Shows what other processes wrote and made durable since; not between [#enter] and [#leave].
  public void follow(LogVisitor others) {
    group.follow(others);
  }

  /// Lets other processes write, and see what this one wrote, before it is forced.
  public void relax() {
    group.relax();
  }

  /// Makes who writes and forces wait so long for company first.
  public void gatherFor(Duration time) {
    group.gatherFor(time);
  }

  /// Gives the records, all or none of which will be found again, the next place in the log's
  /// order. They are not written before somebody awaits this ticket or a later one. Takes no time
  /// but once in a mebibyte, when it fills more of the file with zeros.
  ///
  /// @throws DatabaseException DiskFull, and the log is as it was; InputOutput, if an earlier
  ///   failure ended its service; Closed
  public LogTicket enqueue(List<LogRecord> records) {
    LogTicket ticket = new LogTicket(records);
    if (ticket.payloadLength() > LARGEST_PAYLOAD) {
      throw new IllegalArgumentException(
          "Records of "
              + ticket.payloadLength()
              + " bytes are too large for the log, which takes "
              + LARGEST_PAYLOAD);
    }
    if (records.stream().anyMatch(record -> record.type() == RecordType.CLOSE)) {
      throw new IllegalArgumentException("Only the log itself writes CLOSE records");
    }
    group.enqueue(ticket);
    return ticket;
  }

  /// Waits until the ticket's records and all before them are durable.
  ///
  /// @throws DatabaseException UnknownOutcome, if the write or force failed: whether the records
  ///   are there will show when the log is opened again. InputOutput or DiskFull, if they certainly
  ///   are not
  public LogPosition await(LogTicket ticket) {
    return group.await(ticket, true);
  }

  /// Waits until the ticket's records are written, but not until they are forced: they survive the
  /// end of the process, not a power cut.
  ///
  /// @throws DatabaseException like [#await]
  public LogPosition awaitWritten(LogTicket ticket) {
    return group.await(ticket, false);
  }

  /// [#enqueue] and [#await].
  public LogPosition append(List<LogRecord> records) {
    return await(enqueue(records));
  }

  /// [#enqueue] and [#awaitWritten].
  public LogPosition appendRelaxed(List<LogRecord> records) {
    return awaitWritten(enqueue(records));
  }

  /// Makes everything durable that was enqueued before the call.
  ///
  /// @throws DatabaseException InputOutput, if that failed or an earlier failure ended the log's
  ///   service; Closed
  public void force() {
    group.force();
  }

  /// Writes what is enqueued and that the log was closed in order, and releases the files. After a
  /// failure it releases the files only. Further calls do nothing.
  ///
  /// @throws DatabaseException InputOutput or DiskFull, if it fails now; the files are released
  @Override
  public void close() {
    group.close();
  }
}
