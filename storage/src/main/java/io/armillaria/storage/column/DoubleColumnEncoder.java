package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;

/// Encodes columns of layout DOUBLE. Every NaN is written as the same one; -0.0 keeps its sign.
final class DoubleColumnEncoder {
  private DoubleColumnEncoder() {}

  static byte[] encode(DoubleVector vector, int from, int rows) {
    int nulls = NullCount.of(vector.nulls(), from, rows);
    double[] values = canonical(vector, from, rows, nulls);
    ColumnStatistics statistics = statistics(values, nulls);
    long[] scaled = new long[rows];
    int digits = DecimalScale.fit(values, scaled);
    IntegerProfile profile = IntegerProfile.of(scaled, 0, rows);
    Encoding encoding = encoding(values, digits >= 0 ? profile.bits() : Long.SIZE);
    ByteSink sink = new ByteSink(256 + rows * Long.BYTES);
    ChunkHeader.write(sink, Layout.DOUBLE, encoding, statistics);
    Validity.writeIfMixed(sink, vector.nulls(), from, rows, nulls);
    switch (encoding) {
      case DOUBLE_CONSTANT -> sink.putLong(rows == 0 ? 0 : Double.doubleToLongBits(values[0]));
      case DOUBLE_SCALED -> {
        sink.putLong(digits);
        IntegerEncoder.write(sink, scaled, 0, profile);
      }
      case DOUBLE_FLOAT -> {
        for (double value : values) {
          sink.putInt(Float.floatToIntBits((float) value));
        }
        sink.align();
      }
      default -> {
        for (double value : values) {
          sink.putLong(Double.doubleToLongBits(value));
        }
      }
    }
    return sink.toBytes();
  }

  static ColumnStatistics statistics(DoubleVector vector, int from, int rows) {
    int nulls = NullCount.of(vector.nulls(), from, rows);
    return statistics(canonical(vector, from, rows, nulls), nulls);
  }

  /// SCALED costs a division a row, and so has to save half of the bytes.
  private static Encoding encoding(double[] values, int scaledBits) {
    boolean constant = true;
    boolean floats = true;
    for (double value : values) {
      long bits = Double.doubleToLongBits(value);
      constant &= bits == Double.doubleToLongBits(values[0]);
      floats &= bits == Double.doubleToLongBits((double) (float) value);
    }
    if (constant) {
      return Encoding.DOUBLE_CONSTANT;
    }
    int plainBits = floats ? Float.SIZE : Double.SIZE;
    if (2 * scaledBits <= plainBits) {
      return Encoding.DOUBLE_SCALED;
    }
    return floats ? Encoding.DOUBLE_FLOAT : Encoding.DOUBLE_RAW;
  }

  /// The values with one NaN, and NULLs as the value before them.
  private static double[] canonical(DoubleVector vector, int from, int rows, int nulls) {
    double[] values = new double[rows];
    if (nulls == rows) {
      return values;
    }
    double last = vector.values()[nulls == 0 ? from : NullCount.firstValue(vector.nulls(), from)];
    for (int i = 0; i < rows; i++) {
      last = vector.isNull(from + i) ? last : vector.values()[from + i];
      values[i] = Double.longBitsToDouble(Double.doubleToLongBits(last));
    }
    return values;
  }

  private static ColumnStatistics statistics(double[] values, int nulls) {
    int rows = values.length;
    if (nulls == rows) {
      return new ColumnStatistics(rows, nulls, null, null, 0, rows == 0);
    }
    DistinctCounter counter = new DistinctCounter(rows);
    double minimum = Double.NaN;
    double maximum = Double.NEGATIVE_INFINITY;
    double previous = Double.NEGATIVE_INFINITY;
    boolean ascending = true;
    for (int i = 0; i < rows; i++) {
      // Adding 0.0 makes -0.0 a 0.0, which it equals.
      double value = values[i] + 0.0;
      minimum = Double.compare(value, minimum) < 0 ? value : minimum;
      maximum = Double.compare(value, maximum) > 0 ? value : maximum;
      ascending &= Double.compare(previous, value) <= 0;
      previous = value;
      counter.add(Double.doubleToLongBits(value));
    }
    boolean sorted = nulls == 0 && ascending;
    return new ColumnStatistics(rows, nulls, minimum, maximum, counter.estimate(), sorted);
  }
}
