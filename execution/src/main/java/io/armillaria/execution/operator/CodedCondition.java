package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Evaluator;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// A filter of a scan that reads a single text and cannot fail: where the text comes from a
/// dictionary, it is computed once for each entry, and for a row only the entry's number is read.
final class CodedCondition implements Evaluator {
  private final Evaluator condition;
  private final int column;
  private final int width;
  private final ScanColumn text;
  private final int[] codes = new int[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  private final long[] values = new long[Batch.CAPACITY];
  private BytesVector.Dictionary dictionary;
  // 1 where the condition is TRUE for an entry, and behind them for NULL
  private long[] holds;
  private boolean ready;

  /// @param column the text's place among the `width` columns of the scan
  CodedCondition(Evaluator condition, int column, int width, ScanColumn text) {
    this.condition = condition;
    this.column = column;
    this.width = width;
    this.text = text;
  }

  /// Makes the next [#evaluate] ready for these rows of the segment.
  ///
  /// @return false when it needs the column itself
  boolean prepare(int from, int rows) {
    BytesVector.Dictionary next = text.dictionary();
    ready = next != null;
    if (!ready) {
      return false;
    }
    if (!next.equals(dictionary)) {
      learn(next);
    }
    boolean anyNull = text.readCodes(from, rows, codes, nulls);
    if (anyNull) {
      for (int i = 0; i < rows; i++) {
        codes[i] = nulls[i] ? holds.length - 1 : codes[i];
      }
    }
    for (int i = 0; i < rows; i++) {
      values[i] = holds[codes[i]];
    }
    return true;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    return ready ? new LongVector(values, null) : condition.evaluate(batch);
  }

  @Override
  public boolean fallible() {
    return false;
  }

  private void learn(BytesVector.Dictionary next) {
    dictionary = next;
    int entries = next.size();
    holds = new long[entries + 1];
    for (int from = 0; from < entries; from += Batch.CAPACITY) {
      int rows = Math.min(Batch.CAPACITY, entries - from);
      int[] starts = Arrays.copyOfRange(next.starts(), from, from + rows);
      int[] lengths = new int[rows];
      for (int i = 0; i < rows; i++) {
        lengths[i] = next.starts()[from + i + 1] - starts[i];
      }
      enter(new BytesVector(next.data(), starts, lengths, null), from, rows);
    }
    enter(new BytesVector(new byte[0], new int[1], new int[1], new boolean[] {true}), entries, 1);
  }

  private void enter(BytesVector texts, int from, int rows) {
    ColumnVector[] columns = new ColumnVector[width];
    columns[column] = texts;
    LongVector result = (LongVector) condition.evaluate(new Batch(columns, rows));
    for (int i = 0; i < rows; i++) {
      holds[from + i] = result.isNull(i) ? 0 : result.values()[i];
    }
  }
}
