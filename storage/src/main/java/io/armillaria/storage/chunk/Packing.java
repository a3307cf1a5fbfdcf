package io.armillaria.storage.chunk;

/// How an object is to be kept.
public enum Packing {
  /// As it is: it is read soon and often.
  PLAIN,
  /// Compressed, where that saves an eighth at least: it is read seldom.
  SMALL
}
