package io.armillaria.storage.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads [Encoding#BYTES_DICTIONARY] ([SortedDictionary#write] says how it is laid out).
///
/// The dictionary is decoded by the first read that wants more than a few rows and then kept;
/// before that a read of a few rows fetches only their entries.
final class DictionaryReader extends ChunkReader {
  /// A read of fewer rows than entries / FEW does not decode the dictionary.
  private static final int FEW = 16;

  /// Rows for each entry from which on work on entries is less than work on rows.
  private static final int WORTH = 4;

  private final int entries;
  private final Integers codes;
  private final Integers offsets;
  private final long data;
  private final int length;

  /// Written once, under the lock of this; read without it.
  private volatile Loaded loaded;

  private record Loaded(BytesVector.Dictionary dictionary, int[] lengths) {}

  private DictionaryReader(
      ChunkFrame frame, int entries, int length, Integers codes, Integers offsets) {
    super(frame);
    this.entries = entries;
    this.length = length;
    this.codes = codes;
    this.offsets = offsets;
    data = offsets.end();
  }

  static DictionaryReader open(ChunkFrame frame) {
    ChunkBytes bytes = frame.bytes();
    long start = frame.values();
    long body = bytes.require(start, Long.BYTES, "the dictionary");
    int entries = bytes.intAt(start);
    int length = bytes.intAt(start + 4);
    if (entries < 0 || length < 0) {
      throw ChunkBytes.corrupt(
          "its dictionary has " + entries + " entries of " + length + " bytes");
    }
    Integers codes = Integers.open(bytes, body, frame.rows(), "the codes section");
    Integers offsets = Integers.open(bytes, codes.end(), entries + 1, "the dictionary's offsets");
    bytes.require(offsets.end(), length, "the dictionary's bytes");
    return new DictionaryReader(frame, entries, length, codes, offsets);
  }

  @Override
  public BytesVector readBytes(int from, int rows) {
    frame.check(from, rows);
    int[] rowCodes = new int[rows];
    codes.read(from, rows, rowCodes, 0);
    boolean[] nulls = frame.nulls(from, rows);
    if (entries == 0) {
      return new BytesVector(new byte[0], new int[rows], new int[rows], nulls);
    }
    Loaded known = loaded;
    if (known == null && (long) rows * FEW < entries) {
      return fetch(rowCodes, nulls);
    }
    return decode(known == null ? load() : known, from, rowCodes, nulls);
  }

  @Override
  public BytesVector.Dictionary dictionary() {
    if (entries == 0 || (long) frame.rows() < (long) entries * WORTH) {
      return null;
    }
    Loaded known = loaded;
    return (known == null ? load() : known).dictionary;
  }

  @Override
  public void readCodes(int from, int rows, int[] target, int at) {
    frame.check(from, rows);
    codes.read(from, rows, target, at);
  }

  private BytesVector decode(Loaded known, int from, int[] rowCodes, boolean[] nulls) {
    int rows = rowCodes.length;
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    int[] entryStarts = known.dictionary.starts();
    int[] entryLengths = known.lengths;
    for (int i = 0; i < rows; i++) {
      starts[i] = entryStarts[rowCodes[i]];
      lengths[i] = entryLengths[rowCodes[i]];
    }
    if (nulls != null) {
      frame.mask(from, rows, lengths, 0);
    }
    return new BytesVector(
        known.dictionary.data(), starts, lengths, nulls, rowCodes, known.dictionary);
  }

  /// The values of a few rows without the dictionary.
  private BytesVector fetch(int[] rowCodes, boolean[] nulls) {
    int rows = rowCodes.length;
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    int total = 0;
    for (int i = 0; i < rows; i++) {
      starts[i] = total;
      if (nulls == null || !nulls[i]) {
        lengths[i] = (int) (offsets.get(rowCodes[i] + 1) - offsets.get(rowCodes[i]));
        total = Math.addExact(total, lengths[i]);
      }
    }
    byte[] bytes = new byte[total];
    for (int i = 0; i < rows; i++) {
      if (lengths[i] > 0) {
        copy(offsets.get(rowCodes[i]), bytes, starts[i], lengths[i]);
      }
    }
    return new BytesVector(bytes, starts, lengths, nulls);
  }

  private synchronized Loaded load() {
    if (loaded == null) {
      int[] starts = new int[entries + 1];
      offsets.read(0, entries + 1, starts, 0);
      int[] lengths = new int[entries];
      for (int i = 0; i < entries; i++) {
        lengths[i] = starts[i + 1] - starts[i];
      }
      byte[] bytes = new byte[length];
      copy(0, bytes, 0, length);
      loaded = new Loaded(new BytesVector.Dictionary(bytes, starts), lengths);
    }
    return loaded;
  }

  private void copy(long offset, byte[] target, int at, int count) {
    MemorySegment.copy(
        frame.bytes().segment(), ValueLayout.JAVA_BYTE, data + offset, target, at, count);
  }
}
