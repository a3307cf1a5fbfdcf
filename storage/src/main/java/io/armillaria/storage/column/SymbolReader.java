package io.armillaria.storage.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads [Encoding#BYTES_SYMBOLS], decoding the rows asked for and no others.
final class SymbolReader extends ChunkReader {
  /// For so many coded bytes it pays to find out how long they are.
  private static final int EXACT_FROM = 1 << 16;

  private final long[] symbols;
  private final byte[] symbolLengths;
  private final Integers offsets;
  private final long data;

  private SymbolReader(ChunkFrame frame, long[] symbols, byte[] symbolLengths, Integers offsets) {
    super(frame);
    this.symbols = symbols;
    this.symbolLengths = symbolLengths;
    this.offsets = offsets;
    this.data = offsets.end();
  }

  static SymbolReader open(ChunkFrame frame) {
    ChunkBytes bytes = frame.bytes();
    long lengthsAt = bytes.require(frame.values(), 8, "the symbols' header");
    int count = bytes.intAt(frame.values());
    int coded = bytes.intAt(frame.values() + 4);
    if (count < 0 || count > SymbolTable.MOST) {
      throw ChunkBytes.corrupt(count + " symbols, not at most " + SymbolTable.MOST);
    }
    long symbolsAt = ChunkBytes.aligned(bytes.require(lengthsAt, count, "the symbols' lengths"));
    bytes.require(symbolsAt, 8L * count, "the symbols");
    long[] symbols = new long[count];
    byte[] lengths = new byte[count];
    for (int code = 0; code < count; code++) {
      int length = bytes.byteAt(lengthsAt + code);
      if (length < 1 || length > SymbolTable.LONGEST) {
        throw ChunkBytes.corrupt("a symbol of " + length + " bytes");
      }
      lengths[code] = (byte) length;
      symbols[code] = bytes.longAt(symbolsAt + 8L * code);
    }
    Integers offsets =
        Integers.open(bytes, symbolsAt + 8L * count, frame.rows() + 1, "the offsets section");
    if (offsets.get(frame.rows()) != coded) {
      throw ChunkBytes.corrupt(
          coded + " coded bytes, but the offsets end at " + offsets.get(frame.rows()));
    }
    bytes.require(offsets.end(), coded, "the coded bytes");
    return new SymbolReader(frame, symbols, lengths, offsets);
  }

  @Override
  public BytesVector readBytes(int from, int rows) {
    frame.check(from, rows);
    int[] starts = new int[rows + 1];
    offsets.read(from, rows + 1, starts, 0);
    int first = starts[0];
    int length = starts[rows] - first;
    byte[] coded = new byte[length + 1];
    MemorySegment.copy(
        frame.bytes().segment(), ValueLayout.JAVA_BYTE, data + first, coded, 0, length);
    byte[] bytes = new byte[room(coded)];
    int[] lengths = new int[rows];
    int to = 0;
    int at = 0;
    for (int row = 0; row < rows; row++) {
      int end = starts[row + 1] - first;
      int start = to;
      while (at < end) {
        int code = coded[at++] & 0xFF;
        if (code < symbols.length) {
          ByteSink.LONG.set(bytes, to, symbols[code]);
          to += symbolLengths[code];
        } else {
          bytes[to++] = coded[at++];
        }
      }
      starts[row] = start;
      lengths[row] = to - start;
    }
    return new BytesVector(bytes, starts, lengths, frame.nulls(from, rows));
  }

  /// Bytes that the decoded rows fit in, and eight that the last symbol may write over.
  private int room(byte[] coded) {
    if (coded.length < EXACT_FROM) {
      return SymbolTable.LONGEST * coded.length;
    }
    int total = SymbolTable.LONGEST;
    for (int at = 0; at < coded.length - 1; at++) {
      int code = coded[at] & 0xFF;
      if (code < symbols.length) {
        total += symbolLengths[code];
      } else {
        total++;
        at++;
      }
    }
    return total;
  }
}
