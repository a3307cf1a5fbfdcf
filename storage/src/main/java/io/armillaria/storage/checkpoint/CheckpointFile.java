package io.armillaria.storage.checkpoint;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.HistoryBase;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.StorageFile;
import io.armillaria.storage.format.FormatVersion;
import io.armillaria.storage.log.LogPosition;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/// The file `checkpoint`, which names the root object of the newest checkpoint, and its copy
/// `checkpoint-2`, for when the file is lost or damaged: without it the log is of no use once its
/// beginning has gone. Each is replaced as a whole, the copy second; they are [#mend]ed before
/// anything goes that one of them needs. A database without both is opened from its whole log.
///
/// 64 bytes: the magic `ARMCKPT\0`, the version (4), zero (4), the root's id (32), zeros (12), and
/// the CRC-32C of all that (4).
public final class CheckpointFile {
  private static final System.Logger LOGGER = System.getLogger(CheckpointFile.class.getName());
  private static final String NAME = "checkpoint";
  private static final String COPY = NAME + "-2";
  private static final String UNFINISHED = NAME + ".new";
  private static final int BYTES = 64;
  private static final int CHECKSUM = 60;
  private static final long MAGIC = 0x0054504b434d5241L; // "ARMCKPT\0"

  private final FileSystem files;
  private final Path database;
  private final ProcessLocks locks;

  /// The root of the last checkpoint that was read or written here. One thread at a time reads and
  /// writes.
  private Optional<ChunkId> known = Optional.empty();

  private Optional<LogPosition> position = Optional.empty();

  public CheckpointFile(FileSystem files, Path database, ProcessLocks locks) {
    this.files = files;
    this.database = database;
    this.locks = locks;
  }

  /// Begins a history with the checkpoint, if there is one that can be read.
  ///
  /// @param empty makes a history that has nothing yet
  public Optional<Started> read(Supplier<History> empty) {
    for (String name : List.of(NAME, COPY)) {
      // one that cannot be read to its end may have begun the history
      History history = empty.get();
      Optional<Checkpoint> start = read(name, history);
      if (start.isPresent()) {
        return Optional.of(new Started(start.get(), history));
      }
    }
    return Optional.empty();
  }

  /// A checkpoint, and the history that begins with it.
  public record Started(Checkpoint checkpoint, History history) {}

  private Optional<Checkpoint> read(String name, History history) {
    try {
      known = root(name);
      Optional<Checkpoint> start = known.map(id -> Checkpoint.start(object(history, id), history));
      position = start.map(Checkpoint::position);
      return start;
    } catch (DatabaseException e) {
      if (!(e.failure() instanceof Failure.Corrupt)) {
        throw e;
      }
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The checkpoint that the file {0} names cannot be read: {1}",
          name,
          e.getMessage());
      known = Optional.empty();
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailures.opening(database.toString(), name, e);
    }
  }

  private static byte[] object(History history, ChunkId root) {
    return history.leaves().store().get(root).toArray(ValueLayout.JAVA_BYTE);
  }

  /// The root of the last checkpoint that was read or written here.
  public Optional<ChunkId> knownRoot() {
    return known;
  }

  /// Waits for the right to write checkpoints.
  public ProcessLocks.Held lock() {
    return locks.lock(ProcessLocks.CHECKPOINT);
  }

  /// Takes the right to write checkpoints, unless another process has it.
  public Optional<ProcessLocks.Held> tryLock() {
    return locks.tryLock(ProcessLocks.CHECKPOINT);
  }

  /// The place that the last checkpoint has which was read or written here.
  public Optional<LogPosition> position() {
    return position;
  }

  /// The history of a checkpoint that another process wrote since the last one that was read or
  /// written here.
  public Optional<HistoryBase> news(History history) {
    try {
      Optional<ByteBuffer> first = valid(NAME);
      Optional<ChunkId> root = (first.isPresent() ? first : valid(COPY)).map(CheckpointFile::root);
      if (root.isEmpty() || root.equals(known)) {
        return Optional.empty();
      }
      byte[] bytes = object(history, root.get());
      HistoryBase base = Checkpoint.history(bytes, history);
      position = Optional.of(Checkpoint.position(bytes));
      known = root;
      return Optional.of(base);
    } catch (IOException e) {
      throw FileFailures.of("read", NAME, e);
    }
  }

  /// The root that a file names, if there is such a file.
  ///
  /// @throws DatabaseException Corrupt, if it does not verify; TooNew
  private Optional<ChunkId> root(String name) throws IOException {
    if (!files.exists(database.resolve(name))) {
      return Optional.empty();
    }
    ByteBuffer bytes =
        valid(name)
            .orElseThrow(
                () -> new Failure.Corrupt(name, "The file " + name + " does not verify.").raise());
    FormatVersion.require(database, bytes.getInt(8));
    return Optional.of(root(bytes));
  }

  private static ChunkId root(ByteBuffer bytes) {
    byte[] id = new byte[ChunkId.BYTES];
    bytes.get(16, id);
    return ChunkId.of(id, 0);
  }

  /// What a file has, if that verifies.
  private Optional<ByteBuffer> valid(String name) throws IOException {
    Path path = database.resolve(name);
    if (!files.exists(path)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (StorageFile file = files.open(path, FileAccess.READ)) {
      if (file.size() != BYTES) {
        return Optional.empty();
      }
      file.read(bytes, 0);
    }
    boolean valid = bytes.getLong(0) == MAGIC && bytes.getInt(CHECKSUM) == checksum(bytes);
    return valid ? Optional.of(bytes.rewind()) : Optional.empty();
  }

  /// Makes the checkpoint the one that the next opening begins with; its copy is [#mend]ed later.
  /// Everything that it leads to, the log up to its position included, must be durable but for its
  /// nodes.
  public void write(Checkpoint checkpoint, ChunkStore store) {
    ChunkId root = store.put(ChunkKind.NODE, checkpoint.encode());
    store.force();
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, MAGIC).putInt(8, FormatVersion.CURRENT).put(16, root.toBytes());
    bytes.putInt(CHECKSUM, checksum(bytes));
    try {
      write(NAME, bytes);
      known = Optional.of(root);
      position = Optional.of(checkpoint.position());
    } catch (IOException e) {
      throw FileFailures.of("write", NAME, e);
    }
  }

  private void write(String name, ByteBuffer bytes) throws IOException {
    Path unfinished = database.resolve(UNFINISHED);
    if (files.exists(unfinished)) {
      files.delete(unfinished);
    }
    try (StorageFile file = files.open(unfinished, FileAccess.CREATE)) {
      file.write(bytes, 0);
      file.force();
    }
    files.rename(unfinished, database.resolve(name));
    files.forceDirectory(database);
  }

  /// Sees to it that the file and its copy name the same checkpoint; for who has the right to write
  /// checkpoints.
  public void mend() {
    try {
      Optional<ByteBuffer> first = valid(NAME);
      Optional<ByteBuffer> second = valid(COPY);
      if (first.isPresent() && !first.equals(second)) {
        write(COPY, first.get());
      } else if (first.isEmpty() && second.isPresent()) {
        write(NAME, second.get());
      }
    } catch (IOException e) {
      throw FileFailures.of("write", NAME, e);
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.slice(0, CHECKSUM));
    return (int) checksum.getValue();
  }
}
