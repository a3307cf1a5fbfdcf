package io.armillaria.storage.table;

import java.util.UUID;

/// Names a table for ever, over renames, branches and stores.
public record TableId(UUID value) {
  public static TableId random() {
    return new TableId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
