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
    PlainTexts texts = dictionary != null ? null : PlainTexts.of(vector, from, rows);
    SymbolEncoder symbols =
        texts == null ? null : SymbolEncoder.paying(texts.data(), texts.starts());
    ByteSink sink = new ByteSink(dictionary != null ? 256 + 2 * rows : builder.plainBytes());
    ChunkHeader.write(sink, Layout.BYTES, encoding(dictionary, symbols), statistics);
    Validity.writeIfMixed(sink, vector.nulls(), from, rows, nulls);
    if (dictionary != null) {
      dictionary.write(sink);
    } else if (symbols != null) {
      symbols.write(sink);
    } else {
      texts.write(sink);
    }
    return sink.toBytes();
  }

  private static Encoding encoding(SortedDictionary dictionary, SymbolEncoder symbols) {
    if (dictionary != null) {
      return Encoding.BYTES_DICTIONARY;
    }
    return symbols != null ? Encoding.BYTES_SYMBOLS : Encoding.BYTES_PLAIN;
  }

  static ColumnStatistics statistics(BytesVector vector, int from, int rows) {
    int nulls = NullCount.of(vector.nulls(), from, rows);
    int distinct = DictionaryBuilder.of(vector, from, rows).distinct();
    return BytesStatistics.of(vector, from, rows, nulls).statistics(rows, nulls, distinct);
  }
}
