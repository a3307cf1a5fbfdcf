package io.armillaria.execution.expression;

/// What positions in a text count.
enum TextUnit {
  CHARACTERS {
    @Override
    int count(byte[] data, int start, int length) {
      return Utf8.count(data, start, length);
    }

    @Override
    int skip(byte[] data, int start, int end, long units) {
      return Utf8.skip(data, start, end, units);
    }
  },
  /// Of binary values.
  BYTES {
    @Override
    int count(byte[] data, int start, int length) {
      return length;
    }

    @Override
    int skip(byte[] data, int start, int end, long units) {
      return (int) Math.min(end, start + Math.max(0, units));
    }
  };

  abstract int count(byte[] data, int start, int length);

  /// The place `units` after `start`, but not beyond `end`.
  abstract int skip(byte[] data, int start, int end, long units);
}
