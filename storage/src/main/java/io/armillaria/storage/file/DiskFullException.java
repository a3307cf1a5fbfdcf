package io.armillaria.storage.file;

import java.io.IOException;
import java.util.Locale;

/// There is no room for the bytes that were to be written.
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1;

  /// Whether it tells of a full disk. The JDK does so only by the system's message, which may be in
  /// any language.
  static boolean is(Exception failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof DiskFullException
        || message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota");
  }

  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
