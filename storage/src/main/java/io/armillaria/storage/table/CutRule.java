package io.armillaria.storage.table;

import java.util.List;

/// Where leaves are cut. Equal for all who write a store: equal rows give equal leaves only under
/// equal rules.
///
/// @param most rows of the largest leaf, a power of two from 64 to 65,536
public record CutRule(int most) {
  public static final CutRule DEFAULT = new CutRule(1 << 16);

  public CutRule {
    if (most < 64 || most > 1 << 16 || Integer.bitCount(most) != 1) {
      throw new IllegalArgumentException(
          "leafRows is " + most + ", not a power of two from 64 to 65536");
    }
  }

  /// Fewer rows are in a leaf only where there are no more.
  public int least() {
    return most / 4;
  }

  /// Whether a leaf of at least [#least] rows ends behind a row of that key: FNV-1a, 64 bits,
  /// folded (http://www.isthe.com/chongo/tech/comp/fnv/), hits one of `most / 2`.
  boolean endsBehind(byte[] key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    return ((hash ^ (hash >>> 32)) & (most / 2 - 1)) == 0;
  }

  private static boolean byContent(List<Column> keyColumns) {
    return keyColumns.getFirst().id() != RowId.COLUMN.id();
  }

  /// Where the leaf that begins at row `from` ends, as far as `rows` rows show.
  int end(KeyReader keys, List<Column> keyColumns, int from, int rows) {
    int end = Math.min(from + most, rows);
    for (int row = from + least() - 1; byContent(keyColumns) && row < end; row++) {
      if (endsBehind(keys.keyAt(row))) {
        return row + 1;
      }
    }
    return end;
  }

  /// Whether a leaf ends where one does whatever rows come after it.
  public boolean isWhole(SortedRows leaf, List<Column> keyColumns) {
    return isWhole(leaf.rows(), leaf.lastKey(), keyColumns);
  }

  boolean isWhole(int rows, byte[] lastKey, List<Column> keyColumns) {
    return rows == most || (rows >= least() && byContent(keyColumns) && endsBehind(lastKey));
  }
}
