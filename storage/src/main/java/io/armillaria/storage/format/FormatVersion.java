package io.armillaria.storage.format;

import io.armillaria.storage.failure.Failure;
import java.nio.file.Path;

/// The version of the files' formats. It goes up when a program of before could not read what is
/// written, and every version from [#OLDEST] on is read.
public final class FormatVersion {
  public static final int CURRENT = 1;
  private static final int OLDEST = 1;

  private FormatVersion() {}

  /// @throws io.armillaria.storage.failure.DatabaseException TooNew, TooOld
  public static void require(Path database, int found) {
    if (found > CURRENT) {
      throw new Failure.TooNew(database.toString(), found, CURRENT).raise();
    }
    if (found < OLDEST) {
      throw new Failure.TooOld(database.toString(), found, OLDEST).raise();
    }
  }
}
