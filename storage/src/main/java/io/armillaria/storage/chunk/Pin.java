package io.armillaria.storage.chunk;

/// Held by whoever puts objects that nothing refers to yet: what is put meanwhile, or found to be
/// stored already, is not taken for garbage. Closing it a second time does nothing.
public interface Pin extends AutoCloseable {
  @Override
  void close();
}
