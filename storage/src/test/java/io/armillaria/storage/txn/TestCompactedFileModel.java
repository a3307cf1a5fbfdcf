package io.armillaria.storage.txn;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Compaction all the time, and everything read back from what it stored.
final class TestCompactedFileModel extends AbstractModelTest {
  @TempDir Path directory;

  @Override
  Database open() {
    DatabaseOptions options = DatabaseOptions.at(directory.resolve("db"));
    Storage storage = Database.openStorage(options, Environment.MACHINE);
    return new Database(storage, Environment.MACHINE, TestCompactedMemoryModel.EAGER);
  }

  @Override
  Database reopen(Database open) {
    if (open.commits().size() % 2 == 0) {
      open.awaitIdle();
    }
    open.close();
    return open();
  }
}
