package io.armillaria.storage.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C over parts of buffers.
final class Checksums {
  private Checksums() {}

  static int of(ByteBuffer bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.slice(offset, length));
    return (int) checksum.getValue();
  }

  /// Over `first` bytes from `offset` on, then `second` bytes from `secondOffset` on.
  static int of(ByteBuffer bytes, int offset, int first, int secondOffset, int second) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.slice(offset, first));
    checksum.update(bytes.slice(secondOffset, second));
    return (int) checksum.getValue();
  }
}
