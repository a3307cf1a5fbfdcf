package io.armillaria.storage.log;

import java.nio.ByteBuffer;

/// Sees the records of a log in their order.
@FunctionalInterface
public interface LogVisitor {

  /// `payload` is read-only and little-endian; it is valid during the call only.
  void record(LogPosition position, RecordType type, ByteBuffer payload);
}
