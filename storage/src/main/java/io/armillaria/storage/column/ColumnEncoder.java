package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType;

/// Turns values into column chunks. The format is in `storage/FORMAT.md`.
public final class ColumnEncoder {
  private ColumnEncoder() {}

  /// A chunk of the rows `from .. from + rows` of `values`. The same values always give the same
  /// bytes, whatever lies at NULL rows and however the vector arranges its bytes.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported, when the values take more
  ///   than 2 GiB
  public static byte[] encode(DataType type, ColumnVector values, int from, int rows) {
    DataType.Layout layout = ColumnVectors.layout(values);
    if (layout != type.layout()) {
      throw new IllegalArgumentException(
          "Values of " + type.sql() + " have layout " + type.layout() + ", not " + layout);
    }
    return switch (values) {
      case LongVector vector -> LongColumnEncoder.encode(vector, from, rows);
      case DoubleVector vector -> DoubleColumnEncoder.encode(vector, from, rows);
      case Int128Vector vector -> Int128ColumnEncoder.encode(vector, from, rows);
      case BytesVector vector -> BytesColumnEncoder.encode(vector, from, rows);
    };
  }
}
