package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Finds the groups of keys that [GroupTable] has numbered before in an array, without hashing,
/// where the keys come from few enough values. Belongs to one table.
sealed interface GroupShortcut permits CodeShortcut, GroupShortcut.NoShortcut {
  int USELESS = -1;

  static GroupShortcut of(List<DataType> types) {
    boolean texts =
        !types.isEmpty() && types.stream().allMatch(type -> type.layout() == DataType.Layout.BYTES);
    return texts ? new CodeShortcut(types.size()) : new NoShortcut();
  }

  /// Writes the groups of the rows of `batch` whose keys are known to `target`, at their places,
  /// and lists the other rows in [#missing].
  ///
  /// @param groups how many there are
  /// @return how many rows are missing, or USELESS when all are and none is to be learned
  int find(ColumnVector[] columns, Batch batch, int groups, int[] target);

  /// The rows whose groups are not known, ascending.
  int[] missing();

  /// Takes note of the groups of the first `count` missing rows.
  void learn(ColumnVector[] columns, int count, int[] target);

  /// Bytes that it takes.
  long bytes();

  /// For keys that have none.
  record NoShortcut() implements GroupShortcut {
    @Override
    public int find(ColumnVector[] columns, Batch batch, int groups, int[] target) {
      return USELESS;
    }

    @Override
    public int[] missing() {
      throw new IllegalStateException("no rows are missing");
    }

    @Override
    public void learn(ColumnVector[] columns, int count, int[] target) {}

    @Override
    public long bytes() {
      return 0;
    }
  }
}
