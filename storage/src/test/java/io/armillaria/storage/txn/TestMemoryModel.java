package io.armillaria.storage.txn;

final class TestMemoryModel extends AbstractModelTest {
  @Override
  Database open() {
    return Database.open(DatabaseOptions.memory());
  }

  @Override
  Database reopen(Database open) {
    return open;
  }
}
