package io.armillaria.storage.log;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import io.armillaria.storage.format.FormatVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The segments of one log, of which only the last one is written to.
final class LogFiles {
  private static final Pattern UNFINISHED = Pattern.compile("[0-9a-f]{16}\\.log\\.new");

  private final FileSystem files;
  private final Path database;
  private final Path directory;
  private final LogSizes sizes;
  private final TailReader tailReader = new TailReader();
  private LogSegment current;
  private boolean halfRolled;

  LogFiles(FileSystem files, Path database, LogSizes sizes) {
    this.files = files;
    this.database = database;
    this.directory = database.resolve("log");
    this.sizes = sizes;
  }

  /// The segment that frames are written to.
  LogSegment current() {
    return current;
  }

  UUID storeId() {
    return current.header().storeId();
  }

  /// Replays all segments from the one of the last known record on and makes the last one ready:
  /// what was replayed is durable and what a crash left behind it is gone.
  ///
  /// @param leafRows kept in a log that is made now
  void recover(Recovery recovery, boolean create, int leafRows, Optional<LogPosition> known)
      throws IOException {
    List<String> names = segmentNames();
    if (names.isEmpty()) {
      createFirst(create, leafRows);
      return;
    }
    if (known.isPresent()) {
      names = from(LogSegment.fileName(known.get().segment()), names);
    } else if (!names.getFirst().equals(LogSegment.fileName(1))) {
      throw Recovery.damage(
          "log/" + names.getFirst(),
          "it is the first segment, because a checkpoint has what was before, but neither the file"
              + " checkpoint nor its copy checkpoint-2 names one that can be read");
    }
    SegmentHeader previous = null;
    for (String name : names.subList(0, names.size() - 1)) {
      try (StorageFile file = files.open(directory.resolve(name), FileAccess.READ)) {
        previous = check(name, file, previous);
        recovery.replay("log/" + name, previous, new SegmentReader(file));
      }
    }
    openLast(names.getLast(), previous, recovery);
    if (recovery.isSealed()) {
      throw Recovery.damage(
          "log/" + names.getLast(), "it is followed by a segment, which is missing");
    }
  }

  private static List<String> from(String first, List<String> names) {
    int index = names.indexOf(first);
    if (index < 0) {
      throw Recovery.damage("log/" + first, "it is missing");
    }
    return names.subList(index, names.size());
  }

  /// A directory without segments is what a crash left of an earlier attempt to create the log,
  /// unless there are objects: they are put later than that.
  private void createFirst(boolean create, int leafRows) throws IOException {
    if (!create && !files.exists(directory)) {
      throw new Failure.CannotOpen(
              database.toString(),
              "Cannot open " + database + ": it has no commit log, so it is not a database.")
          .raise();
    }
    if (files.exists(database.resolve("packs")) || files.exists(database.resolve("objects"))) {
      throw new Failure.Corrupt(
              "log", "The commit log of " + database + " is missing, but there are objects.")
          .raise();
    }
    files.createDirectories(directory);
    SegmentHeader header =
        new SegmentHeader(FormatVersion.CURRENT, UUID.randomUUID(), 0, 1, leafRows);
    long size = sizes.segment(0);
    long allocated = Math.min(size, LogSegment.HEAD + sizes.step());
    current = LogSegment.create(files, directory, header, size, allocated);
  }

  private void openLast(String name, SegmentHeader previous, Recovery recovery) throws IOException {
    StorageFile file = files.open(directory.resolve(name), FileAccess.WRITE);
    boolean complete = false;
    try {
      SegmentHeader header = check(name, file, previous);
      SegmentReader reader = new SegmentReader(file);
      long tail = recovery.replay("log/" + name, header, reader);
      long capacity = sizes.segment(header.ordinal());
      current = new LogSegment(file, header, capacity, tail, Math.max(tail, reader.size()));
      current.rewrite(reader, recovery.doubtfulFrom().orElse(tail), tail);
      current.clear(reader.endOfContent(tail));
      current.force();
      files.forceDirectory(database);
      files.forceDirectory(directory);
      complete = true;
    } finally {
      if (!complete) {
        file.close();
      }
    }
  }

  private SegmentHeader check(String name, StorageFile file, SegmentHeader previous)
      throws IOException {
    ByteBuffer head = ByteBuffer.allocateDirect(SegmentHeader.BYTES);
    if (file.size() >= LogSegment.HEAD) {
      file.read(head, 0);
    }
    if (!SegmentHeader.isValid(head.rewind())) {
      throw Recovery.damage("log/" + name, "it does not begin with a segment's header");
    }
    SegmentHeader header = SegmentHeader.read(head);
    FormatVersion.require(database, header.version());
    if (!name.equals(LogSegment.fileName(header.firstSequence()))) {
      throw Recovery.damage(
          "log/" + name, "its header is that of " + LogSegment.fileName(header.firstSequence()));
    }
    if (previous != null && !previous.storeId().equals(header.storeId())) {
      throw Recovery.damage(
          "log/" + name,
          "it belongs to store " + header.storeId() + ", not to " + previous.storeId());
    }
    return header;
  }

  private List<String> segmentNames() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : files.list(directory)) {
      if (UNFINISHED.matcher(name).matches()) {
        files.delete(directory.resolve(name));
      } else if (LogSegment.isFileName(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /// Reads the frames that other processes wrote behind the last one known here, and goes on behind
  /// them.
  ///
  /// @param through the number of the last frame that is there for certain
  /// @param all whether those behind are wanted too
  /// @return the last frame
  FrameHeader follow(FrameHeader known, long through, boolean all, FrameVisitor visitor)
      throws IOException {
    FrameHeader last = known;
    long tag = FrameTag.of(storeId());
    long offset = current.tail();
    while (all || last.sequence() < through) {
      Optional<ByteBuffer> frame = tailReader.frame(current, offset, tag);
      if (frame.isPresent() && follows(last, FrameHeader.read(frame.get()))) {
        last = FrameHeader.read(frame.get());
        visitor.frame(last, current.header().firstSequence(), offset, frame.get());
        offset += last.stride();
      } else if (!openNext(last.sequence() + 1)) {
        break;
      } else {
        offset = current.tail();
      }
    }
    if (last.sequence() < through) {
      throw Recovery.damage(
          current.name(),
          "frame " + (last.sequence() + 1) + " does not verify, but another process wrote it");
    }
    current.follow(offset);
    return last;
  }

  private static boolean follows(FrameHeader last, FrameHeader next) {
    return next.sequence() == last.sequence() + 1 && next.incarnation() >= last.incarnation();
  }

  /// Goes on with the segment that begins with that frame, if another process made it.
  private boolean openNext(long sequence) throws IOException {
    String name = LogSegment.fileName(sequence);
    if (current.header().firstSequence() == sequence || !files.exists(directory.resolve(name))) {
      return false;
    }
    StorageFile file = files.open(directory.resolve(name), FileAccess.WRITE);
    boolean complete = false;
    try {
      SegmentHeader header = check(name, file, current.header());
      LogSegment old = current;
      long capacity = sizes.segment(header.ordinal());
      current = new LogSegment(file, header, capacity, LogSegment.HEAD, file.size());
      complete = true;
      old.close();
    } finally {
      if (!complete) {
        file.close();
      }
    }
    return true;
  }

  /// Removes what a process left that died while it wrote, and makes durable what it had written.
  void clean() throws IOException {
    current.clear(new SegmentReader(current.file()).endOfContent(current.tail()));
    current.force();
  }

  /// Sees frames that have verified.
  interface FrameVisitor {
    void frame(FrameHeader header, long segment, long offset, ByteBuffer frame);
  }

  /// Makes room for `needed` bytes in the current segment.
  ///
  /// @return false if they need a new one
  boolean makeRoom(long needed) throws IOException {
    return current.room() >= needed || current.makeRoom(needed, sizes.step());
  }

  /// Begins a new segment with room for `needed` bytes. All frames must have been forced.
  void roll(long nextSequence, long needed) throws IOException {
    SegmentHeader header = current.header().next(nextSequence);
    long capacity = Math.max(sizes.segment(header.ordinal()), LogSegment.HEAD + needed);
    long allocated = Math.min(capacity, LogSegment.HEAD + Math.max(sizes.step(), needed));
    LogSegment full = current;
    LogSegment next = null;
    try {
      next = LogSegment.create(files, directory, header, capacity, allocated);
      full.write(new SegmentMark(true, nextSequence - 1));
      full.force();
    } catch (IOException e) {
      halfRolled = files.exists(directory.resolve(LogSegment.fileName(nextSequence)));
      if (next != null) {
        next.close();
      }
      throw e;
    }
    current = next;
    full.close();
  }

  /// Whether [#roll] failed when the next segment had its name already. The frame that it begins
  /// with must not be written to the old one: the log has to be opened again.
  boolean halfRolled() {
    return halfRolled;
  }

  void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
