package io.armillaria.storage.txn;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class TestFileModel extends AbstractModelTest {
  @TempDir Path directory;

  @Override
  Database open() {
    return Database.open(DatabaseOptions.at(directory.resolve("db")));
  }

  @Override
  Database reopen(Database open) {
    open.close();
    return open();
  }
}
