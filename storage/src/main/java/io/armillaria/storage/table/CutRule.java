package io.armillaria.storage.table;

import java.util.List;

/// Where leaves are cut. Equal for all who write a store: equal rows give equal leaves only under
/// equal rules. A leaf has a most of rows and a most of bytes, as [RowBytes] counts them, so that
/// one leaf always fits into a small heap.
///
/// Leaves of a table with a primary key are cut by content: behind a row whose key's hash says so,
/// and the wider the row is, the more often it does.
///
/// @param most rows of the largest leaf, a power of two from 64 to 65,536
public record CutRule(int most) {
  public static final CutRule DEFAULT = new CutRule(1 << 16);

  /// A leaf has no more bytes, unless it has one row.
  public static final long MOST_BYTES = 4 << 20;

  /// With less bytes and less than [#least] rows a leaf ends only where there are no more.
  private static final long LEAST_BYTES = MOST_BYTES / 4;

  public CutRule {
    if (most < 64 || most > 1 << 16 || Integer.bitCount(most) != 1) {
      throw new IllegalArgumentException(
          "leafRows is " + most + ", not a power of two from 64 to 65536");
    }
  }

  /// @param whole whether the leaf ends there whatever rows come after it
  record Cut(int end, boolean whole) {}

  /// Leaves of narrow rows have at least so many, where there are as many.
  public int least() {
    return most / 4;
  }

  /// Where the leaf that begins at row `from` of the block ends, as far as the block shows.
  ///
  /// @param keys reads the keys of the block's rows
  Cut cut(RowBlock block, KeyReader keys, List<Column> keyColumns, int from) {
    RowBytes bytes = new RowBytes(block.vectors());
    boolean byContent = keyColumns.getFirst().id() != RowId.COLUMN.id();
    long total = 0;
    for (int row = from; row < block.rows(); row++) {
      long width = bytes.of(row);
      if (row > from && total + width > MOST_BYTES) {
        return new Cut(row, true);
      }
      total += width;
      int rows = row + 1 - from;
      boolean enough = rows >= least() || total >= LEAST_BYTES;
      if (rows == most || (byContent && enough && endsBehind(keys.keyAt(row), width))) {
        return new Cut(row + 1, true);
      }
    }
    return new Cut(block.rows(), false);
  }

  /// Whether FNV-1a of the key, 64 bits, folded (http://www.isthe.com/chongo/tech/comp/fnv/), hits
  /// one of `most / 2`, or of as many rows of that width as half of [#MOST_BYTES] has.
  private boolean endsBehind(byte[] key, long width) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    long rows = Math.clamp(MOST_BYTES / 2 / width, 1, most / 2);
    return ((hash ^ (hash >>> 32)) & (Long.highestOneBit(rows) - 1)) == 0;
  }
}
