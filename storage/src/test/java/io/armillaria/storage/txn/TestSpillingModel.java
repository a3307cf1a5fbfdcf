package io.armillaria.storage.txn;

import org.junit.jupiter.api.AfterEach;

/// A few rows are more than a transaction may have on the heap.
final class TestSpillingModel extends AbstractModelTest {
  @Override
  Database open() {
    DraftMemory.limit(400);
    return Database.open(DatabaseOptions.memory());
  }

  @AfterEach
  void unlimit() {
    DraftMemory.unlimit();
  }

  @Override
  Database reopen(Database open) {
    return open;
  }
}
