package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// A test of one text against constants. Where texts come from a dictionary, each entry is tested
/// at most once.
final class TextPredicate implements Evaluator {
  interface Test {
    boolean holds(byte[] data, int start, int length);
  }

  private static final byte UNKNOWN = 2;

  private final Evaluator operand;
  private final Test test;
  private final long flip;
  private final boolean nullWhenMissed;
  private final long[] values = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  private BytesVector.Dictionary dictionary;
  private byte[] known;

  /// @param negated whether the result is TRUE where the test does not hold
  /// @param nullWhenMissed whether the result is NULL where the test does not hold
  TextPredicate(Evaluator operand, Test test, boolean negated, boolean nullWhenMissed) {
    this.operand = operand;
    this.test = test;
    this.flip = negated ? 1 : 0;
    this.nullWhenMissed = nullWhenMissed;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    BytesVector input = (BytesVector) operand.evaluate(batch);
    int[] selection = batch.selection();
    boolean coded = input.dictionary() != null;
    if (coded && !input.dictionary().equals(dictionary)) {
      dictionary = input.dictionary();
      known = new byte[dictionary.size()];
      Arrays.fill(known, UNKNOWN);
    }
    for (int k = 0; k < batch.selected(); k++) {
      int i = selection == null ? k : selection[k];
      if (!input.isNull(i)) {
        values[i] = (coded ? known(input, i) : direct(input, i)) ^ flip;
      }
    }
    if (!nullWhenMissed) {
      return new LongVector(values, input.nulls());
    }
    for (int k = 0; k < batch.selected(); k++) {
      int i = selection == null ? k : selection[k];
      nulls[i] = input.isNull(i) || (values[i] ^ flip) == 0;
    }
    return new LongVector(values, nulls);
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }

  private long known(BytesVector input, int row) {
    int code = input.codes()[row];
    if (known[code] == UNKNOWN) {
      known[code] = (byte) direct(input, row);
    }
    return known[code];
  }

  private long direct(BytesVector input, int row) {
    return test.holds(input.data(), input.starts()[row], input.lengths()[row]) ? 1 : 0;
  }
}
