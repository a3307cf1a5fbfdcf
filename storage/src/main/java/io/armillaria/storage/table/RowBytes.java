package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.util.List;

/// What rows take, about: four bytes for each column, and the bytes of texts. Equal rows take the
/// same, however they are stored.
public final class RowBytes {
  private static final int A_COLUMN = 4;

  private final int fixed;
  private final List<BytesVector> texts;

  RowBytes(List<ColumnVector> vectors) {
    this.fixed = A_COLUMN * vectors.size();
    this.texts =
        vectors.stream()
            .filter(BytesVector.class::isInstance)
            .map(BytesVector.class::cast)
            .toList();
  }

  /// What rows without texts take.
  static long of(int columns, int rows) {
    return (long) A_COLUMN * columns * rows;
  }

  /// What the rows `from .. from + rows` take.
  public static long of(List<ColumnVector> vectors, int from, int rows) {
    RowBytes bytes = new RowBytes(vectors);
    long total = of(vectors.size(), rows);
    for (BytesVector text : bytes.texts) {
      for (int row = from; row < from + rows; row++) {
        total += text.lengths()[row];
      }
    }
    return total;
  }

  long of(int row) {
    long bytes = fixed;
    for (BytesVector text : texts) {
      bytes += text.lengths()[row];
    }
    return bytes;
  }
}
