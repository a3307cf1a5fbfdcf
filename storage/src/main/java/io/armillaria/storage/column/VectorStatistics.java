package io.armillaria.storage.column;

/// Statistics of a vector without encoding it.
final class VectorStatistics {
  private VectorStatistics() {}

  static ColumnStatistics of(ColumnVector vector, int from, int rows) {
    return switch (vector) {
      case LongVector v -> LongColumnEncoder.statistics(v, from, rows);
      case DoubleVector v -> DoubleColumnEncoder.statistics(v, from, rows);
      case Int128Vector v -> Int128ColumnEncoder.statistics(v, from, rows);
      case BytesVector v -> BytesColumnEncoder.statistics(v, from, rows);
    };
  }
}
