package io.armillaria.storage.file;

import java.io.IOException;

/// There is no room for the bytes that were to be written.
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1;

  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
