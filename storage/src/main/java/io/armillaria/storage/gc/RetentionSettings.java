package io.armillaria.storage.gc;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.StorageFile;
import io.armillaria.storage.format.FormatVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/// The file `retention-setting`, which has the [RetentionSetting] of a database. It is replaced as
/// a whole, by one process at a time, and read by all when they collect. FORMAT.md has the fields.
public final class RetentionSettings {
  private static final String NAME = "retention-setting";
  private static final String UNFINISHED = NAME + ".new";
  private static final int BYTES = 64;
  private static final int CHECKSUM = 60;
  private static final long MAGIC = 0x00544553524d5241L; // "ARMRSET\0"
  private static final int HAS_DAYS = 1;
  private static final int HAS_MEGABYTES = 2;

  private final FileSystem files;
  private final Path database;
  private final ProcessLocks locks;

  public RetentionSettings(FileSystem files, Path database, ProcessLocks locks) {
    this.files = files;
    this.database = database;
    this.locks = locks;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, TooNew, InputOutput
  public RetentionSetting read() {
    Path path = database.resolve(NAME);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (!files.exists(path)) {
        return RetentionSetting.NONE;
      }
      try (StorageFile file = files.open(path, FileAccess.READ)) {
        if (file.size() == BYTES) {
          file.read(bytes, 0);
        }
      }
    } catch (IOException e) {
      throw FileFailures.of("read", NAME, e);
    }
    if (bytes.getLong(0) != MAGIC || bytes.getInt(CHECKSUM) != checksum(bytes)) {
      throw new Failure.Corrupt(NAME, "The file " + NAME + " does not verify.").raise();
    }
    FormatVersion.require(database, bytes.getInt(8));
    int flags = bytes.getInt(12);
    return new RetentionSetting(
        (flags & HAS_DAYS) != 0 ? OptionalInt.of(bytes.getInt(16)) : OptionalInt.empty(),
        (flags & HAS_MEGABYTES) != 0 ? OptionalLong.of(bytes.getLong(24)) : OptionalLong.empty());
  }

  /// Changes the setting, durably.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, TooNew, InputOutput, DiskFull
  public synchronized void change(UnaryOperator<RetentionSetting> change) {
    try (ProcessLocks.Held _ = locks.lock(ProcessLocks.SETTINGS)) {
      write(change.apply(read()));
    }
  }

  private void write(RetentionSetting setting) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int flags =
        (setting.days().isPresent() ? HAS_DAYS : 0)
            | (setting.megabytes().isPresent() ? HAS_MEGABYTES : 0);
    bytes
        .putLong(0, MAGIC)
        .putInt(8, FormatVersion.CURRENT)
        .putInt(12, flags)
        .putInt(16, setting.days().orElse(0))
        .putLong(24, setting.megabytes().orElse(0));
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
    return (int) checksum.getValue();
  }
}
