package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks that the rows a statement adds have keys that no other live row has.
final class KeyCheck {
  private final TableDraft draft;
  private final TableSchema schema;
  private final Set<Long> removed;

  /// @param removed addresses of the rows that the statement takes away
  KeyCheck(TableDraft draft, TableSchema schema, Set<Long> removed) {
    this.draft = draft;
    this.schema = schema;
    this.removed = removed;
  }

  /// @param replaces filled for rows that take the key of a base row which is, or was before,
  ///   deleted
  void run(RowBlock block, List<byte[]> keys, long[] replaces) {
    Set<DraftRows.Key> seen = null;
    for (int row = 0; row < block.rows(); row++) {
      byte[] key = keys.get(row);
      boolean ascends = row == 0 || Arrays.compareUnsigned(keys.get(row - 1), key) < 0;
      if (seen == null && !ascends) {
        seen = new HashSet<>();
        for (byte[] earlier : keys.subList(0, row)) {
          seen.add(new DraftRows.Key(earlier));
        }
      }
      if (seen != null && !seen.add(new DraftRows.Key(key))) {
        throw violation(key);
      }
      replaces[row] = claim(key);
    }
  }

  /// The row of the base that the new row takes the place of, or -1.
  private long claim(byte[] key) {
    int own = draft.rows().find(key);
    if (own >= 0 && !removed.contains(draft.addressOfOwn(own))) {
      throw violation(key);
    }
    long address = draft.findInBase(key);
    if (address >= 0 && !draft.isDeleted(address) && !removed.contains(address)) {
      throw violation(key);
    }
    return address;
  }

  private RuntimeException violation(byte[] key) {
    return new Failure.UniqueViolation(
            draft.name(), schema.primaryKeyName(), KeyTexts.text(RowId.keyColumns(schema), key))
        .raise();
  }
}
