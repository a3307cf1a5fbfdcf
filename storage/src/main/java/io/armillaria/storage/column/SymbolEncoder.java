package io.armillaria.storage.column;

/// Writes byte strings as the codes of symbols.
final class SymbolEncoder {
  /// Fewer bytes are not worth a table.
  private static final int LEAST_BYTES = 4096;

  private final SymbolTable table;
  private final byte[] coded;
  private final long[] offsets;

  private SymbolEncoder(SymbolTable table, byte[] coded, long[] offsets) {
    this.table = table;
    this.coded = coded;
    this.offsets = offsets;
  }

  /// @param data with at least 8 bytes behind the last text
  /// @param starts where each text begins, and where the last one ends
  /// @return the encoded texts, or null when that saves less than a quarter
  static SymbolEncoder paying(byte[] data, int[] starts) {
    int rows = starts.length - 1;
    int bytes = starts[rows];
    SymbolTable table = bytes < LEAST_BYTES ? null : SymbolTrainer.train(data, starts);
    if (table == null) {
      return null;
    }
    int most = bytes / 4 * 3;
    byte[] coded = new byte[most + 2];
    long[] offsets = new long[rows + 1];
    int to = 0;
    for (int row = 0; row < rows; row++) {
      int end = starts[row + 1];
      for (int at = starts[row]; at < end && to <= most; ) {
        int code = table.match((long) ByteSink.LONG.get(data, at), end - at);
        if (code < 0) {
          coded[to] = (byte) SymbolTable.ESCAPE;
          coded[to + 1] = data[at];
          to += 2;
          at++;
        } else {
          coded[to++] = (byte) code;
          at += table.length(code);
        }
      }
      offsets[row + 1] = to;
    }
    return to > most ? null : new SymbolEncoder(table, coded, offsets);
  }

  /// The number of symbols, that of coded bytes, the symbols' lengths and bytes, where each row's
  /// codes begin and the last ones end, and the codes.
  void write(ByteSink sink) {
    int length = (int) offsets[offsets.length - 1];
    sink.putInt(table.size());
    sink.putInt(length);
    for (int code = 0; code < table.size(); code++) {
      sink.putByte(table.length(code));
    }
    sink.align();
    for (int code = 0; code < table.size(); code++) {
      sink.putLong(table.value(code));
    }
    IntegerEncoder.write(sink, offsets, 0, offsets.length);
    sink.putBytes(coded, 0, length);
    sink.align();
  }
}
