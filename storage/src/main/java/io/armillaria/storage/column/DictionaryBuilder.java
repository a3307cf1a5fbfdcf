package io.armillaria.storage.column;

import java.util.Arrays;

/// Finds the distinct values of a column of bytes, and gives up once there are too many for a
/// dictionary to pay.
final class DictionaryBuilder {
  private static final int EMPTY = -1;

  /// So many values with so few repetitions among them are taken for unique.
  private static final int SAMPLE = 4096;

  private static final int SAMPLE_DISTINCT = SAMPLE * 9 / 10;

  private final BytesVector vector;
  private final int from;
  private final int rows;
  private final DistinctCounter counter;

  /// For each row its entry, in the order in which the entries came; 0 where the row is NULL.
  private final long[] codes;

  /// The row in which an entry came first.
  private int[] firstRows = new int[16];

  private long[] hashes = new long[16];
  private int[] table = new int[64];
  private int entries;
  private int values;
  private boolean full;
  private long entryBytes;
  private long valueBytes;

  private DictionaryBuilder(BytesVector vector, int from, int rows) {
    this.vector = vector;
    this.from = from;
    this.rows = rows;
    counter = new DistinctCounter(rows);
    codes = new long[rows];
    Arrays.fill(table, EMPTY);
  }

  static DictionaryBuilder of(BytesVector vector, int from, int rows) {
    DictionaryBuilder builder = new DictionaryBuilder(vector, from, rows);
    int most = Math.max(1, rows / 2);
    for (int i = 0; i < rows; i++) {
      if (!vector.isNull(from + i)) {
        builder.add(i, most);
      }
    }
    return builder;
  }

  /// Whether the dictionary with its codes is no larger than the plain values with their offsets.
  boolean pays() {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, entries - 1));
    long coded = entryBytes + 2L * entries + (long) rows * bits / 8;
    return !full && coded <= valueBytes + 2L * rows;
  }

  /// About the size of a chunk of the plain values.
  int plainBytes() {
    return (int) Math.min(Integer.MAX_VALUE / 2, 1024 + valueBytes + 3L * rows);
  }

  /// Exact unless the builder gave up.
  int distinct() {
    return full ? counter.estimate() : entries;
  }

  /// The dictionary with its entries in order; only when the builder did not give up.
  SortedDictionary sorted() {
    int[] starts = new int[entries];
    int[] lengths = new int[entries];
    for (int entry = 0; entry < entries; entry++) {
      starts[entry] = start(entry);
      lengths[entry] = length(entry);
    }
    return SortedDictionary.of(vector.data(), starts, lengths, codes);
  }

  private void add(int row, int most) {
    int start = vector.starts()[from + row];
    int length = vector.lengths()[from + row];
    long hash = BytesHash.of(vector.data(), start, length);
    values++;
    valueBytes += length;
    if (full) {
      counter.addHash(hash);
      return;
    }
    int slot = slot(hash, start, length);
    if (table[slot] != EMPTY) {
      codes[row] = table[slot];
      return;
    }
    counter.addHash(hash);
    if (entries == most || (entries == SAMPLE_DISTINCT && values <= SAMPLE)) {
      full = true;
      return;
    }
    codes[row] = entries;
    addEntry(slot, row, hash, length);
  }

  private int slot(long hash, int start, int length) {
    int slot = slot(hash);
    while (table[slot] != EMPTY) {
      int entry = table[slot];
      if (hashes[entry] == hash && isEntry(entry, start, length)) {
        return slot;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean isEntry(int entry, int start, int length) {
    int other = start(entry);
    return length == length(entry) && BytesHash.same(vector.data(), start, other, length);
  }

  /// Where the search for a hash begins: its upper bits.
  private int slot(long hash) {
    return (int) (hash >>> (Long.numberOfLeadingZeros(table.length) + 1));
  }

  private void addEntry(int slot, int row, long hash, int length) {
    if (entries == firstRows.length) {
      firstRows = Arrays.copyOf(firstRows, 2 * entries);
      hashes = Arrays.copyOf(hashes, 2 * entries);
    }
    firstRows[entries] = row;
    hashes[entries] = hash;
    table[slot] = entries++;
    entryBytes += length;
    if (2 * entries > table.length) {
      grow();
    }
  }

  private void grow() {
    table = new int[4 * table.length];
    Arrays.fill(table, EMPTY);
    for (int entry = 0; entry < entries; entry++) {
      int slot = slot(hashes[entry]);
      while (table[slot] != EMPTY) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = entry;
    }
  }

  private int start(int entry) {
    return vector.starts()[from + firstRows[entry]];
  }

  private int length(int entry) {
    return vector.lengths()[from + firstRows[entry]];
  }
}
