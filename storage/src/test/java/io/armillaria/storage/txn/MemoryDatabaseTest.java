package io.armillaria.storage.txn;

final class MemoryDatabaseTest extends AbstractDatabaseTest {
  @Override
  Database open() {
    return Database.open(DatabaseOptions.memory());
  }

  @Override
  Database reopen(Database open) {
    return open;
  }
}
