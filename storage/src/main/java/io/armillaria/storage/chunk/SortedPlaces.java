package io.armillaria.storage.chunk;

/// Entries of a pack in the order of their hashes' first 64 bits, unsigned, then of their offsets.
interface SortedPlaces {
  int count();

  /// The first 64 bits of the hash of entry `slot`.
  long key(int slot);

  /// The [Place] of entry `slot`.
  long place(int slot);

  /// Bytes from entry `slot` to where the next one may begin.
  long stride(int slot);
}
