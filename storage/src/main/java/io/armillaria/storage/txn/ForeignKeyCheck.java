package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// That a key which may be missing in the parent is there, or that no row of the child refers to
/// it.
///
/// @param fromChild whether a row of the child came, not one of the parent went; for the message
record ForeignKeyCheck(ForeignKeyEnds ends, byte[] parentKey, byte[] childKey, boolean fromChild) {
  /// Runs checks on tables as they are now. A foreign key that is gone is not checked.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException ForeignKeyViolation
  static void run(Collection<ForeignKeyCheck> checks, Workspace tables) {
    Map<TableId, KeySearch> searches = new HashMap<>();
    for (ForeignKeyCheck check : checks) {
      ForeignKeyEnds ends = check.ends();
      boolean exists =
          tables
              .schema(ends.child())
              .filter(schema -> schema.constraints().contains(ends.key()))
              .isPresent();
      if (exists) {
        check.run(
            searches.computeIfAbsent(ends.searchedParent(), id -> tables.table(id).search()),
            searches.computeIfAbsent(ends.searchedChild(), id -> tables.table(id).search()),
            tables);
      }
    }
  }

  private void run(KeySearch parent, KeySearch child, Workspace tables) {
    if (parent.find(parentKey) < 0 && ends.childPath().any(child, childKey)) {
      throw violation(tables);
    }
  }

  /// @throws io.armillaria.storage.failure.DatabaseException ForeignKeyViolation when a row of the
  ///   child refers to the key, whatever the parent has
  void restrict(KeySearch child, Workspace tables) {
    if (ends.childPath().any(child, childKey)) {
      throw violation(tables);
    }
  }

  RuntimeException violation(Workspace tables) {
    String child = tables.name(ends.child());
    String parent = tables.name(ends.key().parent());
    TableSchema schema = tables.schema(ends.key().parent()).orElseThrow();
    KeyPath path = ends.parentPath();
    String names =
        String.join(
            ", ",
            path.columns().stream()
                .map(id -> schema.columns().get(schema.ordinalOfId(id)).name())
                .toList());
    String text = path.text(schema, parentKey);
    String message =
        fromChild
            ? "A row of %s refers to (%s) = %s, which %s does not have (%s)."
                .formatted(child, names, text, parent, ends.key().name())
            : "The row (%s) = %s of %s is still referred to by %s (%s)."
                .formatted(names, text, parent, child, ends.key().name());
    return new Failure.ForeignKeyViolation(child, ends.key().name(), message).raise();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForeignKeyCheck check
        && ends.equals(check.ends)
        && Arrays.equals(parentKey, check.parentKey);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(ends.key().name()) + Arrays.hashCode(parentKey);
  }
}
