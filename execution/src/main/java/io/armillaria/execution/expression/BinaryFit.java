package io.armillaria.execution.expression;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;

/// Brings binary values to the length of BINARY(n), filled up with zeros, or VARBINARY(n).
final class BinaryFit {
  private static final byte[] ZEROS = new byte[64];

  private BinaryFit() {}

  /// @param strict whether a value that is too long is an error, rather than cut
  static Evaluator of(Evaluator operand, DataType to, boolean strict) {
    return switch (to) {
      case DataType.Binary binary -> fit(operand, to, binary.length(), true, strict);
      case DataType.Varbinary binary ->
          binary.length() == DataType.UNLIMITED
              ? operand
              : fit(operand, to, binary.length(), false, strict);
      default -> throw new IllegalArgumentException(to.sql());
    };
  }

  private static Evaluator fit(
      Evaluator operand, DataType to, int limit, boolean fills, boolean strict) {
    return new RowBytes(
        new Evaluator[] {operand},
        strict,
        (in, i, sink) -> {
          BytesVector input = (BytesVector) in[0];
          int length = input.lengths()[i];
          if (length > limit && strict) {
            String shown = "a value of " + length + " bytes";
            throw new Failure.TextTooLong(to.sql(), length, shown).raise();
          }
          sink.append(input.data(), input.starts()[i], Math.min(length, limit));
          for (int missing = fills ? limit - length : 0; missing > 0; missing -= ZEROS.length) {
            sink.append(ZEROS, 0, Math.min(missing, ZEROS.length));
          }
        });
  }
}
