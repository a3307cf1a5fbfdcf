package io.armillaria.execution.memory;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32C;

/// A temporary file of pages, each with the CRC-32C of its bytes before it. Safe for many threads.
public final class SpillFile implements AutoCloseable {
  private static final int HEADER = Integer.BYTES;

  private final String name;
  private final StorageFile file;
  private final LongAdder written;
  private final Runnable onClose;
  private final AtomicLong end = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  SpillFile(String name, StorageFile file, LongAdder written, Runnable onClose) {
    this.name = name;
    this.file = file;
    this.written = written;
    this.onClose = onClose;
  }

  /// A place that [#read] reads from.
  record Place(long position, int length) {}

  /// Room at the front of each page that is given to [#write].
  static int header() {
    return HEADER;
  }

  /// Writes a page, from its position 0 to its limit; the first [#header] bytes are the file's.
  Place write(ByteBuffer page) {
    int length = page.limit();
    page.putInt(0, checksum(page));
    long position = end.getAndAdd(length);
    try {
      file.write(page.position(0), position);
    } catch (IOException e) {
      throw FileFailures.of("write", name, e);
    }
    written.add(length);
    return new Place(position, length);
  }

  /// Reads a page into the buffer, which is long enough; it stands behind the header then.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, when these are not the bytes
  ///   that were written
  void read(Place place, ByteBuffer target) {
    target.clear().limit(place.length);
    try {
      file.read(target, place.position);
    } catch (IOException e) {
      throw FileFailures.of("read", name, e);
    }
    if (target.getInt(0) != checksum(target)) {
      throw new Failure.Corrupt(
              name,
              "The temporary file "
                  + name
                  + " has other bytes at "
                  + place.position
                  + " than were written there.")
          .raise();
    }
    target.position(HEADER);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
      try {
        file.close();
      } catch (IOException e) {
        throw FileFailures.of("close", name, e);
      }
    }
  }

  private static int checksum(ByteBuffer page) {
    CRC32C checksum = new CRC32C();
    checksum.update(page.duplicate().position(HEADER));
    return (int) checksum.getValue();
  }
}
