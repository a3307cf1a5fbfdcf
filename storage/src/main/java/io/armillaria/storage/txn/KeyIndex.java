package io.armillaria.storage.txn;

import io.armillaria.storage.table.KeyReader;
import java.util.Arrays;

/// Finds the newest row of each key among rows that come in no order: a hash table of row numbers,
/// twelve to twenty-four bytes a row. Not thread safe.
final class KeyIndex {
  /// Row + 1 of the newest row of a key; 0 where there is none.
  private int[] slots = new int[64];

  /// The hash of each slot's key, so that a row is looked at only when it most likely has the key.
  private int[] hashes = new int[64];

  /// The row before each row that had the same key, or -1.
  private int[] earlier = new int[32];

  private int rows;
  private int used;

  int rows() {
    return rows;
  }

  /// Takes the rows up to `count` in.
  void extend(KeyReader keys, int count) {
    if (count > earlier.length) {
      earlier = Arrays.copyOf(earlier, Math.max(2 * earlier.length, count));
    }
    for (; rows < count; rows++) {
      if (2 * used >= slots.length) {
        grow();
      }
      byte[] key = keys.keyAt(rows);
      int hash = KeyReader.hash(key);
      int slot = slot(keys, key, hash);
      used += slots[slot] == 0 ? 1 : 0;
      earlier[rows] = slots[slot] - 1;
      hashes[slot] = hash;
      slots[slot] = rows + 1;
    }
  }

  /// The newest of the first `count` rows that has the key, or -1.
  int newest(KeyReader keys, byte[] key, int count) {
    int row = slots[slot(keys, key, KeyReader.hash(key))] - 1;
    while (row >= count) {
      row = earlier[row];
    }
    return row;
  }

  private int slot(KeyReader keys, byte[] key, int hash) {
    int slot = start(hash, slots.length);
    while (slots[slot] != 0 && (hashes[slot] != hash || !keys.isAt(slots[slot] - 1, key))) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] oldSlots = slots;
    int[] oldHashes = hashes;
    slots = new int[2 * oldSlots.length];
    hashes = new int[slots.length];
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] != 0) {
        int slot = start(oldHashes[i], slots.length);
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = oldSlots[i];
        hashes[slot] = oldHashes[i];
      }
    }
  }

  private static int start(int hash, int slots) {
    return (hash ^ (hash >>> 16)) & (slots - 1);
  }
}
