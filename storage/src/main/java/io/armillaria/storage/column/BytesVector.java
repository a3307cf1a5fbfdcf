package io.armillaria.storage.column;

import java.nio.charset.StandardCharsets;

/// Values of layout BYTES: row i is `data[starts[i] .. starts[i] + lengths[i])`. Rows may share
/// bytes and need not be in order.
///
/// Where the values come from a dictionary, `codes[i]` is row i's entry of `dictionary` and `data`,
/// `starts`, `lengths` are filled all the same; both are null otherwise. Operators may use the
/// codes to work once for each entry rather than for each row. The code of a NULL row is 0 and
/// means nothing.
public record BytesVector(
    byte[] data, int[] starts, int[] lengths, boolean[] nulls, int[] codes, Dictionary dictionary)
    implements ColumnVector {

  public BytesVector(byte[] data, int[] starts, int[] lengths, boolean[] nulls) {
    this(data, starts, lengths, nulls, null, null);
  }

  /// The distinct values of a chunk: entry c is `data[starts[c] .. starts[c + 1])`. Entries are
  /// sorted by unsigned bytes. The same chunk always gives the same instance while it is cached.
  public record Dictionary(byte[] data, int[] starts) {
    public int size() {
      return starts.length - 1;
    }
  }

  /// Row `row` as text; the row must not be NULL.
  public String text(int row) {
    return new String(data, starts[row], lengths[row], StandardCharsets.UTF_8);
  }
}
