package io.armillaria.storage.log;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileCopy;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Copies a log up to one of its records, beside those who write it: what is copied has been forced
/// and never changes, but for the marks.
public final class LogCopy {
  private static final String SUFFIX = ".log";

  private LogCopy() {}

  /// Copies the log of `database` to `target`, durably, up to the frame of a record that has been
  /// forced. The copy ends there as if the power had been cut.
  public static void copy(FileSystem files, Path database, Path target, LogPosition last)
      throws IOException {
    Path from = database.resolve("log");
    Path to = target.resolve("log");
    files.createDirectories(to);
    String end = LogSegment.fileName(last.segment());
    for (String name : files.list(from)) {
      if (name.endsWith(SUFFIX) && name.compareTo(end) < 0) {
        FileCopy.copy(files, from.resolve(name), to.resolve(name));
      }
    }
    try (StorageFile segment = files.open(from.resolve(end), FileAccess.READ);
        StorageFile copy = files.open(to.resolve(end), FileAccess.CREATE)) {
      FileCopy.copy(segment, copy, endOfFrame(segment, last.frame()));
      // It may say that there is another segment.
      copy.write(ByteBuffer.allocate(SegmentMark.BYTES), SegmentMark.OFFSET);
      copy.force();
    }
    files.forceDirectory(to);
  }

  private static long endOfFrame(StorageFile segment, long frame) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(FrameHeader.BYTES);
    segment.read(header, frame);
    return frame + FrameHeader.stride(FrameHeader.payloadLength(header.flip()));
  }
}
