package io.armillaria.storage.column;

import java.nio.charset.StandardCharsets;

/// Values of layout BYTES: row i is `data[starts[i] .. starts[i] + lengths[i])`. Rows may share
/// bytes and need not be in order.
///
/// Where the values come from a dictionary, `codes[i]` is row i's entry of `dictionary` and `data`,
/// `starts`, `lengths` are there all the same; both are null otherwise. Operators may use the codes
/// to work once for each entry rather than for each row. The code of a NULL row is 0 and means
/// nothing. Belongs to one thread.
public final class BytesVector implements ColumnVector {
  private final byte[] data;
  private final int[] starts;
  private final int[] lengths;
  private final boolean[] nulls;
  private final int[] codes;
  private final Dictionary dictionary;
  // rows whose starts and lengths have yet to be looked up by their codes: all of them, or none
  private int unplaced;

  public BytesVector(byte[] data, int[] starts, int[] lengths, boolean[] nulls) {
    this(data, starts, lengths, nulls, null, null);
  }

  public BytesVector(
      byte[] data,
      int[] starts,
      int[] lengths,
      boolean[] nulls,
      int[] codes,
      Dictionary dictionary) {
    this.data = data;
    this.starts = starts;
    this.lengths = lengths;
    this.nulls = nulls;
    this.codes = codes;
    this.dictionary = dictionary;
  }

  /// `rows` values from a dictionary, of which only the codes are known: `starts` and `lengths` are
  /// filled when they are first asked for, so `codes` must not change before.
  public static BytesVector coded(
      Dictionary dictionary, int[] codes, boolean[] nulls, int rows, int[] starts, int[] lengths) {
    BytesVector vector =
        new BytesVector(dictionary.data(), starts, lengths, nulls, codes, dictionary);
    vector.unplaced = rows;
    return vector;
  }

  /// The distinct values of a chunk: entry c is `data[starts[c] .. starts[c + 1])`. Entries are
  /// sorted by unsigned bytes. The same chunk always gives the same instance while it is cached.
  public record Dictionary(byte[] data, int[] starts) {
    public int size() {
      return starts.length - 1;
    }
  }

  public byte[] data() {
    return data;
  }

  public int[] starts() {
    place();
    return starts;
  }

  public int[] lengths() {
    place();
    return lengths;
  }

  @Override
  public boolean[] nulls() {
    return nulls;
  }

  /// Null where the values come from no dictionary.
  public int[] codes() {
    return codes;
  }

  /// Null where the values come from none.
  public Dictionary dictionary() {
    return dictionary;
  }

  /// Row `row` as text; the row must not be NULL.
  public String text(int row) {
    return new String(data, starts()[row], lengths()[row], StandardCharsets.UTF_8);
  }

  private void place() {
    if (unplaced > 0) {
      int rows = unplaced;
      unplaced = 0;
      place(dictionary.starts, codes, rows, starts, lengths);
      for (int i = 0; nulls != null && i < rows; i++) {
        lengths[i] = nulls[i] ? 0 : lengths[i];
      }
    }
  }

  private static void place(int[] offsets, int[] codes, int rows, int[] starts, int[] lengths) {
    for (int i = 0; i < rows; i++) {
      int start = offsets[codes[i]];
      starts[i] = start;
      lengths[i] = offsets[codes[i] + 1] - start;
    }
  }
}
