package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;

/// For texts that all come from dictionaries: an array over all combinations of their codes, good
/// for as long as the dictionaries are the same.
final class CodeShortcut implements GroupShortcut {
  private static final int LARGEST = 1 << 16;

  private final BytesVector.Dictionary[] dictionaries;
  private final int[] missing = new int[Batch.CAPACITY];
  private final int[] cells = new int[Batch.CAPACITY];
  // one more than the group of a combination, 0 when it is not known
  private int[] groupOf = new int[0];

  CodeShortcut(int columns) {
    dictionaries = new BytesVector.Dictionary[columns];
  }

  @Override
  public int find(ColumnVector[] columns, Batch batch, int groups, int[] target) {
    if (!prepare(columns)) {
      return USELESS;
    }
    combine(columns, batch);
    int[] selection = batch.selection();
    int selected = batch.selected();
    int flag =
        selection == null
            ? look(cells, selected, groupOf, target)
            : look(cells, selection, selected, groupOf, target);
    return flag < 0 ? listMissing(selection, selected, target) : 0;
  }

  /// Writes the group of each row, -1 where it is not known; answers a negative number if there is
  /// one.
  private static int look(int[] cells, int rows, int[] groupOf, int[] target) {
    int flag = 0;
    for (int i = 0; i < rows; i++) {
      int group = groupOf[cells[i]] - 1;
      target[i] = group;
      flag |= group;
    }
    return flag;
  }

  private static int look(int[] cells, int[] selection, int selected, int[] groupOf, int[] target) {
    int flag = 0;
    for (int k = 0; k < selected; k++) {
      int i = selection[k];
      int group = groupOf[cells[i]] - 1;
      target[i] = group;
      flag |= group;
    }
    return flag;
  }

  private int listMissing(int[] selection, int selected, int[] target) {
    int count = 0;
    for (int k = 0; k < selected; k++) {
      int i = selection == null ? k : selection[k];
      missing[count] = i;
      count += target[i] < 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public int[] missing() {
    return missing;
  }

  @Override
  public void learn(ColumnVector[] columns, int count, int[] target) {
    for (int k = 0; k < count; k++) {
      groupOf[cells[missing[k]]] = target[missing[k]] + 1;
    }
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * groupOf.length;
  }

  private boolean prepare(ColumnVector[] columns) {
    boolean same = true;
    long size = 1;
    for (int c = 0; c < columns.length; c++) {
      BytesVector.Dictionary dictionary = ((BytesVector) columns[c]).dictionary();
      if (dictionary == null) {
        return false;
      }
      same &= dictionary.equals(dictionaries[c]);
      size *= dictionary.size() + 1L;
      if (size > LARGEST) {
        return false;
      }
    }
    if (!same) {
      for (int c = 0; c < columns.length; c++) {
        dictionaries[c] = ((BytesVector) columns[c]).dictionary();
      }
      if (groupOf.length < size) {
        groupOf = new int[(int) size];
      } else {
        Arrays.fill(groupOf, 0, (int) size, 0);
      }
    }
    return true;
  }

  /// Writes the combination of codes of each row; the code of NULL is one above the others.
  private void combine(ColumnVector[] columns, Batch batch) {
    for (int c = 0; c < columns.length; c++) {
      BytesVector column = (BytesVector) columns[c];
      int[] codes = column.codes();
      boolean[] nulls = column.nulls();
      int none = dictionaries[c].size();
      int base = c == 0 ? 0 : none + 1;
      if (nulls == null) {
        for (int i = 0; i < batch.rows(); i++) {
          cells[i] = cells[i] * base + codes[i];
        }
      } else {
        for (int i = 0; i < batch.rows(); i++) {
          cells[i] = cells[i] * base + (nulls[i] ? none : codes[i]);
        }
      }
    }
  }
}
