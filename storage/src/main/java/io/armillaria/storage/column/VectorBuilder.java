package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;

/// Collects values into a vector of one layout. Not thread safe.
public sealed interface VectorBuilder
    permits LongVectorBuilder, DoubleVectorBuilder, Int128VectorBuilder, BytesVectorBuilder {
  /// An empty builder; it grows beyond `capacity` as needed.
  static VectorBuilder of(Layout layout, int capacity) {
    return switch (layout) {
      case LONG -> new LongVectorBuilder(capacity);
      case DOUBLE -> new DoubleVectorBuilder(capacity);
      case INT128 -> new Int128VectorBuilder(capacity);
      case BYTES -> new BytesVectorBuilder(capacity);
    };
  }

  /// Rows appended since the last [#build].
  int rows();

  void appendNull();

  /// Appends a Long, Double, BigInteger or byte[] by the layout, or null for NULL.
  void appendDefault(Object physicalValue);

  /// Appends one row of a vector of the same layout. Bytes are copied.
  default void appendFrom(ColumnVector source, int row) {
    appendRange(source, row, 1);
  }

  /// Appends the rows `from .. from + rows` of a vector of the same layout. Bytes are copied.
  void appendRange(ColumnVector source, int from, int rows);

  /// What was appended so far, sharing the builder's arrays: rows appended later lie behind it.
  ColumnVector view();

  /// Hands over what was appended, and begins anew with nothing.
  ColumnVector build();
}
