package io.armillaria.storage.table;

import java.util.UUID;

/// Names a table for ever, over renames, branches and stores.
public record TableId(UUID value) {
  /// In the foreign keys of a table that is being created: that table.
  public static final TableId SELF = new TableId(new UUID(0, 0));

  public static TableId random() {
    return new TableId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
