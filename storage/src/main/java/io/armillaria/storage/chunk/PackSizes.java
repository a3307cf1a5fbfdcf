package io.armillaria.storage.chunk;

/// A pack with `full` bytes takes no more objects; it grows by `step` bytes at least.
record PackSizes(long full, long step) {
  static final PackSizes STANDARD = new PackSizes(1L << 30, 1 << 20);
}
