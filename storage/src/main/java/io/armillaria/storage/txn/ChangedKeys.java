package io.armillaria.storage.txn;

import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.SortedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The keys of the rows that a change deletes, inserts or replaces. Not thread safe.
final class ChangedKeys {
  private final Run deletes;
  private final Run upserts;

  ChangedKeys(Change change, List<Column> keyColumns) {
    deletes = new Run(keyColumns, change.deletes());
    upserts = new Run(keyColumns, change.upserts().stream().map(Change.Upserts::rows).toList());
  }

  long count() {
    return deletes.count() + upserts.count();
  }

  /// The first key for which the test is true.
  Optional<byte[]> first(Predicate<byte[]> test) {
    return deletes.first(test).or(() -> upserts.first(test));
  }

  boolean contains(byte[] key) {
    return deletes.contains(key) || upserts.contains(key);
  }

  /// Whether the row of that key is not there any more.
  boolean takesAway(byte[] key) {
    return deletes.contains(key) && !upserts.contains(key);
  }

  /// A key that both have, and for which the test is true; looked for from the smaller side.
  Optional<byte[]> shared(ChangedKeys other, Predicate<byte[]> test) {
    return count() <= other.count()
        ? first(key -> other.contains(key) && test.test(key))
        : other.first(key -> contains(key) && test.test(key));
  }

  /// Blocks of rows whose keys ascend over all of them.
  private static final class Run {
    private final List<Column> keyColumns;
    private final List<SortedRows> blocks;
    private final KeyReader[] readers;

    Run(List<Column> keyColumns, List<SortedRows> blocks) {
      this.keyColumns = keyColumns;
      this.blocks = blocks;
      this.readers = new KeyReader[blocks.size()];
    }

    long count() {
      return blocks.stream().mapToLong(SortedRows::rows).sum();
    }

    Optional<byte[]> first(Predicate<byte[]> test) {
      for (int i = 0; i < readers.length; i++) {
        for (int row = 0; row < blocks.get(i).rows(); row++) {
          byte[] key = reader(i).keyAt(row);
          if (test.test(key)) {
            return Optional.of(key);
          }
        }
      }
      return Optional.empty();
    }

    boolean contains(byte[] key) {
      int from = 0;
      int to = readers.length - 1;
      while (from <= to) {
        int middle = (from + to) >>> 1;
        SortedRows rows = blocks.get(middle);
        if (Arrays.compareUnsigned(key, rows.firstKey()) < 0) {
          to = middle - 1;
        } else if (Arrays.compareUnsigned(key, rows.lastKey()) > 0) {
          from = middle + 1;
        } else {
          return reader(middle).search(key, rows.rows()) >= 0;
        }
      }
      return false;
    }

    private KeyReader reader(int index) {
      if (readers[index] == null) {
        readers[index] = new KeyReader(keyColumns, blocks.get(index)::reader);
      }
      return readers[index];
    }
  }
}
