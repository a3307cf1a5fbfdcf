package io.armillaria.storage.txn;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Writes a checkpoint every few commits, beside them, and at each close.
final class TestCheckpointModel extends AbstractModelTest {
  @TempDir Path directory;

  @Override
  Database open() {
    DatabaseOptions options = DatabaseOptions.at(directory.resolve("db"));
    return Database.open(options, Environment.MACHINE, new Checkpointer.Limits(5, 4000, 1));
  }

  @Override
  Database reopen(Database open) {
    open.close();
    return open();
  }
}
