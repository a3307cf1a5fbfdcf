package io.armillaria.storage.file;

import java.io.IOException;

/// An open file is not in its directory any more, so that nothing written to it would be found.
public final class LostFileException extends IOException {
  private static final long serialVersionUID = 1;

  public LostFileException(String file) {
    super(file + " was deleted, moved or replaced while it was open");
  }
}
