package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;

/// Brings texts to the length of CHAR(n) or VARCHAR(n): cuts them, or refuses those that would lose
/// more than blanks. CHAR also drops trailing blanks.
final class TextFit implements Evaluator {
  private final Evaluator operand;
  private final DataType type;
  private final int limit;
  private final boolean strips;
  private final boolean strict;
  private final int[] lengths = new int[Batch.CAPACITY];

  private TextFit(Evaluator operand, DataType type, int limit, boolean strips, boolean strict) {
    this.operand = operand;
    this.type = type;
    this.limit = limit;
    this.strips = strips;
    this.strict = strict;
  }

  /// @param strict whether a text that is too long is an error
  static Evaluator of(Evaluator operand, DataType from, DataType to, boolean strict) {
    boolean strips = to instanceof DataType.Char && !(from instanceof DataType.Char);
    int limit = limit(to);
    boolean fits = limit == DataType.UNLIMITED || limit(from) <= limit;
    return fits && !strips ? operand : new TextFit(operand, to, limit, strips, strict);
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    BytesVector input = (BytesVector) operand.evaluate(batch);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      lengths[i] = input.isNull(i) ? 0 : fit(input, i);
    }
    return new BytesVector(input.data(), input.starts(), lengths, input.nulls());
  }

  @Override
  public boolean fallible() {
    return strict || operand.fallible();
  }

  private int fit(BytesVector input, int row) {
    byte[] data = input.data();
    int start = input.starts()[row];
    int length = input.lengths()[row];
    if (length > limit) {
      int end = Utf8.skip(data, start, start + length, limit);
      if (strict && !blank(data, end, start + length)) {
        throw new Failure.TextTooLong(type.sql(), Utf8.count(data, start, length), input.text(row))
            .raise();
      }
      length = end - start;
    }
    while (strips && length > 0 && data[start + length - 1] == ' ') {
      length--;
    }
    return length;
  }

  private static boolean blank(byte[] data, int from, int to) {
    for (int i = from; i < to; i++) {
      if (data[i] != ' ') {
        return false;
      }
    }
    return true;
  }

  private static int limit(DataType type) {
    return switch (type) {
      case DataType.Char text -> text.length();
      case DataType.Varchar text -> text.length();
      default -> DataType.UNLIMITED;
    };
  }
}
