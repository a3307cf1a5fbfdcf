package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;

/// Encodes columns of layout BYTES.
final class BytesColumnEncoder {
  private BytesColumnEncoder() {}

  static byte[] encode(BytesVector vector, int from, int rows) {
    int nulls = NullCount.of(vector.nulls(), from, rows);
    DictionaryBuilder builder = DictionaryBuilder.of(vector, from, rows);
    SortedDictionary dictionary = builder.pays() ? builder.sorted() : null;
    BytesStatistics bounds =
        dictionary != null
            ? dictionary.bounds(nulls)
            : BytesStatistics.of(vector, from, rows, nulls);
    ColumnStatistics statistics = bounds.statistics(rows, nulls, builder.distinct());
    Encoding encoding = dictionary != null ? Encoding.BYTES_DICTIONARY : Encoding.BYTES_PLAIN;
    ByteSink sink = new ByteSink(dictionary != null ? 256 + 2 * rows : builder.plainBytes());
    ChunkHeader.write(sink, Layout.BYTES, encoding, statistics);
    Validity.writeIfMixed(sink, vector.nulls(), from, rows, nulls);
    if (dictionary != null) {
      dictionary.write(sink);
    } else {
      writePlain(sink, vector, from, rows);
    }
    return sink.toBytes();
  }

  static ColumnStatistics statistics(BytesVector vector, int from, int rows) {
    int nulls = NullCount.of(vector.nulls(), from, rows);
    int distinct = DictionaryBuilder.of(vector, from, rows).distinct();
    return BytesStatistics.of(vector, from, rows, nulls).statistics(rows, nulls, distinct);
  }

  /// Where each row's bytes begin and the last one's end, then the bytes, padded to 8.
  private static void writePlain(ByteSink sink, BytesVector vector, int from, int rows) {
    long[] offsets = new long[rows + 1];
    for (int i = 0; i < rows; i++) {
      offsets[i + 1] = offsets[i] + (vector.isNull(from + i) ? 0 : vector.lengths()[from + i]);
    }
    IntegerEncoder.write(sink, offsets, 0, rows + 1);
    int at = sink.reserve(offsets[rows]);
    byte[] bytes = sink.array();
    for (int i = 0; i < rows; i++) {
      int length = (int) (offsets[i + 1] - offsets[i]);
      System.arraycopy(vector.data(), vector.starts()[from + i], bytes, at, length);
      at += length;
    }
    sink.align();
  }
}
