package io.armillaria.storage.column;

/// The bytes of some rows, one after the other, and eight zeros.
///
/// @param starts where each row begins, and where the last one ends
record PlainTexts(byte[] data, int[] starts) {
  static PlainTexts of(BytesVector vector, int from, int rows) {
    long total = 0;
    for (int i = from; i < from + rows; i++) {
      total += vector.isNull(i) ? 0 : vector.lengths()[i];
    }
    ByteSink.requireRoom(total);
    byte[] data = new byte[(int) total + Long.BYTES];
    int[] starts = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      int length = vector.isNull(from + i) ? 0 : vector.lengths()[from + i];
      System.arraycopy(vector.data(), vector.starts()[from + i], data, starts[i], length);
      starts[i + 1] = starts[i] + length;
    }
    return new PlainTexts(data, starts);
  }

  /// Where each row's bytes begin and the last one's end, then the bytes, padded to 8.
  void write(ByteSink sink) {
    long[] offsets = new long[starts.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = starts[i];
    }
    IntegerEncoder.write(sink, offsets, 0, offsets.length);
    sink.putBytes(data, 0, starts[starts.length - 1]);
    sink.align();
  }
}
