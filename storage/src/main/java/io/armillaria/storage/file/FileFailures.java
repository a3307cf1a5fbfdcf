package io.armillaria.storage.file;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;

/// Says what an [IOException] means for the database.
public final class FileFailures {
  private FileFailures() {}

  /// The failure of `action` ("write", "force", ...) on `file`, named relative to the database.
  public static DatabaseException of(String action, String file, IOException cause) {
    String message = "Cannot " + action + " " + file + ": " + reason(cause) + ".";
    return DiskFullException.is(cause)
        ? new Failure.DiskFull(message).raise(cause)
        : new Failure.InputOutput(message).raise(cause);
  }

  /// The failure to open the database at `path` because of `file`.
  public static DatabaseException opening(String path, String file, Exception cause) {
    String message = "Cannot open " + path + ": " + file + ": " + reason(cause) + ".";
    return DiskFullException.is(cause)
        ? new Failure.DiskFull(message).raise(cause)
        : new Failure.CannotOpen(path, message).raise(cause);
  }

  /// The failure to read a mapped file, which the JVM tells so.
  public static DatabaseException mapping(InternalError cause) {
    return new Failure.InputOutput(
            "A mapped file of the database cannot be read: it was shortened, or its medium fails ("
                + cause.getMessage()
                + "). With io=read the error names the file.")
        .raise(cause);
  }

  private static String reason(Exception cause) {
    if (DiskFullException.is(cause)) {
      return "no space is left on the disk";
    }
    return switch (cause) {
      case LostFileException lost -> "it was deleted, moved or replaced while it was open";
      case NoSuchFileException missing -> "the file does not exist";
      case AccessDeniedException denied -> "permission denied";
      case ReadOnlyFileSystemException readOnly -> "the file system is read-only";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }
}
