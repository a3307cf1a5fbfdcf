package io.armillaria.storage.gc;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import io.armillaria.storage.format.FormatVersion;
import io.armillaria.storage.table.TableId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The file `retention`, which has the horizons of [Retention]. It is replaced as a whole, and on
/// disk before anything is deleted. FORMAT.md has the fields.
public final class RetentionFile {
  private static final String NAME = "retention";
  private static final String UNFINISHED = NAME + ".new";
  private static final int BYTES = 64;
  private static final int CHECKSUM = 60;
  private static final int TABLE = 24;
  private static final long MAGIC = 0x004e5445524d5241L; // "ARMRETN\0"

  private final FileSystem files;
  private final Path database;

  public RetentionFile(FileSystem files, Path database) {
    this.files = files;
    this.database = database;
  }

  /// The horizons; 0 where nothing was ever let go.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, TooNew, CannotOpen
  Horizons read() {
    Path path = database.resolve(NAME);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (!files.exists(path)) {
        return Horizons.NONE;
      }
      try (StorageFile file = files.open(path, FileAccess.READ)) {
        if (file.size() >= BYTES && file.size() <= Integer.MAX_VALUE) {
          bytes = ByteBuffer.allocate((int) file.size()).order(ByteOrder.LITTLE_ENDIAN);
          file.read(bytes, 0);
        }
      }
    } catch (IOException e) {
      throw FileFailures.opening(database.toString(), NAME, e);
    }
    boolean whole = bytes.capacity() == BYTES + TABLE * (long) bytes.getInt(24);
    if (bytes.getLong(0) != MAGIC || !whole || bytes.getInt(CHECKSUM) != checksum(bytes)) {
      throw new Failure.Corrupt(NAME, "The file " + NAME + " does not verify.").raise();
    }
    FormatVersion.require(database, bytes.getInt(8));
    Map<TableId, Long> tables = new HashMap<>();
    for (bytes.position(BYTES); bytes.hasRemaining(); ) {
      tables.put(new TableId(new UUID(bytes.getLong(), bytes.getLong())), bytes.getLong());
    }
    return new Horizons(bytes.getLong(16), tables);
  }

  /// Makes the horizons durable.
  void write(Horizons horizons) {
    int count = horizons.tables().size();
    ByteBuffer bytes = ByteBuffer.allocate(BYTES + count * TABLE).order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .putLong(0, MAGIC)
        .putInt(8, FormatVersion.CURRENT)
        .putLong(16, horizons.standard())
        .putInt(24, count);
    bytes.position(BYTES);
    horizons
        .tables()
        .forEach(
            (table, horizon) ->
                bytes
                    .putLong(table.value().getMostSignificantBits())
                    .putLong(table.value().getLeastSignificantBits())
                    .putLong(horizon));
    bytes.rewind();
    bytes.putInt(CHECKSUM, checksum(bytes));
    try {
      Path unfinished = database.resolve(UNFINISHED);
      if (files.exists(unfinished)) {
        files.delete(unfinished);
      }
      try (StorageFile file = files.open(unfinished, FileAccess.CREATE)) {
        file.write(bytes, 0);
        file.force();
      }
      files.rename(unfinished, database.resolve(NAME));
      files.forceDirectory(database);
    } catch (IOException e) {
      throw FileFailures.of("write", NAME, e);
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.slice(0, CHECKSUM));
    checksum.update(bytes.slice(BYTES, bytes.capacity() - BYTES));
    return (int) checksum.getValue();
  }
}
