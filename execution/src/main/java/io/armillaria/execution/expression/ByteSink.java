package io.armillaria.execution.expression;

import io.armillaria.storage.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes appended one after the other. Each reset begins a new array, since the old one belongs to
/// those who were given it.
final class ByteSink {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /// From so many bytes on the array grows by a half.
  private static final int SLOWLY = 1 << 20;

  private byte[] data = new byte[256];
  private int length;

  void reset() {
    if (length > 0) {
      data = new byte[Math.min(data.length, 2 * length + 64)];
      length = 0;
    }
  }

  int length() {
    return length;
  }

  byte[] data() {
    return data;
  }

  void append(byte value) {
    room(1);
    data[length++] = value;
  }

  void append(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, data, length, count);
    length += count;
  }

  void append(byte[] source) {
    append(source, 0, source.length);
  }

  void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Makes room for `more` bytes.
  void room(long more) {
    long wanted = length + more;
    if (wanted > data.length) {
      if (wanted > LARGEST) {
        throw new Failure.OutOfMemory("A text of " + wanted + " bytes is too long to build.")
            .raise();
      }
      long grown = data.length < SLOWLY ? 2L * data.length : data.length + data.length / 2L;
      data = Arrays.copyOf(data, (int) Math.min(LARGEST, Math.max(wanted, grown)));
    }
  }
}
