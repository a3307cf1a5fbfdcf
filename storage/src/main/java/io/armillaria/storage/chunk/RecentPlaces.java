package io.armillaria.storage.chunk;

import java.util.Arrays;

/// Entries in the order of their keys: dealt out by the keys' upper bits, which are random, then
/// sorted in their neighbourhood.
final class RecentPlaces implements SortedPlaces {
  private final long[] keys;
  private final long[] places;
  private final long[] strides;

  private RecentPlaces(int count) {
    this.keys = new long[count];
    this.places = new long[count];
    this.strides = new long[count];
  }

  /// Tells the size of an entry.
  interface Strides {
    /// Bytes from the entry at `offset` to the next one; 0 where there is no entry any more.
    long at(long offset);
  }

  /// Those of the table's entries that begin before `end` and have a stride.
  static RecentPlaces of(PlaceIndex.Table table, long end, Strides strides) {
    RecentPlaces unsorted = new RecentPlaces(table.slots());
    int count = 0;
    for (int slot = 0; slot < table.slots(); slot++) {
      long place = table.place(slot);
      long stride = place != 0 && Place.offset(place) < end ? strides.at(Place.offset(place)) : 0;
      if (stride != 0) {
        unsorted.set(count, table.key(slot), place, stride);
        count++;
      }
    }
    return unsorted.sorted(count);
  }

  private RecentPlaces sorted(int count) {
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
    int[] next = new int[(1 << bits) + 1];
    for (int i = 0; i < count; i++) {
      next[bucket(keys[i], bits) + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    RecentPlaces sorted = new RecentPlaces(count);
    for (int i = 0; i < count; i++) {
      sorted.set(next[bucket(keys[i], bits)]++, keys[i], places[i], strides[i]);
    }
    for (int i = 1; i < count; i++) {
      sorted.sink(i);
    }
    return sorted;
  }

  private static int bucket(long key, int bits) {
    return bits == 0 ? 0 : (int) (key >>> (64 - bits));
  }

  private void sink(int from) {
    long key = keys[from];
    long place = places[from];
    long stride = strides[from];
    int at = from;
    while (at > 0 && isAfter(at - 1, key, place)) {
      set(at, keys[at - 1], places[at - 1], strides[at - 1]);
      at--;
    }
    set(at, key, place, stride);
  }

  private boolean isAfter(int slot, long key, long place) {
    int order = Long.compareUnsigned(keys[slot], key);
    return order > 0 || (order == 0 && Place.offset(places[slot]) > Place.offset(place));
  }

  private void set(int slot, long key, long place, long stride) {
    keys[slot] = key;
    places[slot] = place;
    strides[slot] = stride;
  }

  @Override
  public int count() {
    return keys.length;
  }

  @Override
  public long key(int slot) {
    return keys[slot];
  }

  @Override
  public long place(int slot) {
    return places[slot];
  }

  @Override
  public long stride(int slot) {
    return strides[slot];
  }
}
