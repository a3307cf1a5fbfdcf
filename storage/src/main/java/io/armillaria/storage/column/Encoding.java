package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;

/// How the values section of a chunk is written. The codes are part of the format.
enum Encoding {
  /// LONG: one [Integers] section.
  INTEGERS(0, Layout.LONG),

  /// DOUBLE: the bits of one value, which every row has.
  DOUBLE_CONSTANT(1, Layout.DOUBLE),

  /// DOUBLE: 8 bytes a row.
  DOUBLE_RAW(2, Layout.DOUBLE),

  /// DOUBLE: values that are exactly floats, 4 bytes a row.
  DOUBLE_FLOAT(3, Layout.DOUBLE),

  /// DOUBLE: whole numbers divided by a power of ten.
  DOUBLE_SCALED(4, Layout.DOUBLE),

  /// INT128: a base, and an unsigned 64-bit difference for each row.
  INT128_FRAME(5, Layout.INT128),

  /// INT128: the upper and the lower halves apart.
  INT128_SPLIT(6, Layout.INT128),

  /// BYTES: the distinct values, sorted, and a code for each row.
  BYTES_DICTIONARY(7, Layout.BYTES),

  /// BYTES: where each row ends, and the bytes.
  BYTES_PLAIN(8, Layout.BYTES),

  /// BYTES: where each row's codes end, and codes of symbols of up to 8 bytes.
  BYTES_SYMBOLS(9, Layout.BYTES);

  private final int code;
  private final Layout layout;

  Encoding(int code, Layout layout) {
    this.code = code;
    this.layout = layout;
  }

  int code() {
    return code;
  }

  static Encoding of(Layout layout, int code) {
    for (Encoding encoding : values()) {
      if (encoding.code == code && encoding.layout == layout) {
        return encoding;
      }
    }
    throw ChunkBytes.corrupt("encoding " + code + " is none of layout " + layout);
  }
}
