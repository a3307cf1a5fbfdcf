package io.armillaria.storage.log;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads single records of a log, the current segment's too, and keeps a few files open for that.
/// Safe for many threads, one at a time.
public final class LogReader implements AutoCloseable {
  private static final int MOST_OPEN = 16;

  private final FileSystem files;
  private final Path directory;
  private final Map<Long, StorageFile> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
  private boolean closed;

  /// Reads the log of the database in that directory.
  public LogReader(FileSystem files, Path database) {
    this.files = files;
    this.directory = database.resolve("log");
  }

  /// The payload of the record of that type which begins at byte `offset` of the segment, once it
  /// is written. Nothing but type and length is checked: the caller compares hashes.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, if there is no such record;
  ///   InputOutput; Closed
  public synchronized byte[] read(long segment, long offset, RecordType type) {
    if (closed) {
      throw new Failure.Closed("The database is closed.").raise();
    }
    try {
      StorageFile file = file(segment);
      ByteBuffer head = ByteBuffer.allocate(RecordCodec.HEAD).order(ByteOrder.LITTLE_ENDIAN);
      file.read(head, offset);
      int length = head.getInt(4);
      if (head.get(0) != type.code() || length < 0 || length > file.size() - offset) {
        throw Recovery.damage(name(segment), "there is no " + type + " record at byte " + offset);
      }
      byte[] payload = new byte[length];
      file.read(ByteBuffer.wrap(payload), offset + RecordCodec.HEAD);
      return payload;
    } catch (NoSuchFileException | EOFException e) {
      throw new Failure.Corrupt(
              name(segment),
              name(segment) + " lacks the " + type + " record of byte " + offset + ".")
          .raise(e);
    } catch (IOException e) {
      throw FileFailures.of("read", name(segment), e);
    }
  }

  private static String name(long segment) {
    return "log/" + LogSegment.fileName(segment);
  }

  private StorageFile file(long segment) throws IOException {
    StorageFile known = open.get(segment);
    if (known != null) {
      return known;
    }
    if (open.size() >= MOST_OPEN) {
      Iterator<StorageFile> oldest = open.values().iterator();
      StorageFile file = oldest.next();
      oldest.remove();
      file.close();
    }
    StorageFile file = files.open(directory.resolve(LogSegment.fileName(segment)), FileAccess.READ);
    open.put(segment, file);
    return file;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      for (StorageFile file : open.values()) {
        file.close();
      }
    } catch (IOException e) {
      throw FileFailures.of("close", "log", e);
    } finally {
      open.clear();
    }
  }
}
