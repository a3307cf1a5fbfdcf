package io.armillaria.storage.txn;

/// Compaction all the time, between and during transactions.
final class TestCompactedMemoryModel extends AbstractModelTest {
  static final CompactionPolicy EAGER = new CompactionPolicy(2, 4, 3, 8, 16, 0);

  @Override
  Database open() {
    Storage storage = Database.openStorage(DatabaseOptions.memory(), Environment.MACHINE);
    return new Database(storage, Environment.MACHINE, EAGER);
  }

  @Override
  Database reopen(Database open) {
    return open;
  }
}
