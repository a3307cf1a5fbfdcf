package io.armillaria.storage.file;

/// What a file is opened for.
public enum FileAccess {
  /// An existing file, for reading.
  READ,
  /// An existing file, for reading and writing.
  WRITE,
  /// A new file, for reading and writing; it must not exist yet.
  CREATE,
  /// A new file, for reading and writing, that goes when it is closed or its process ends.
  TEMPORARY
}
