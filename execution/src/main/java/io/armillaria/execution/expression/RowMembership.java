package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.LongVector;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// IN over doubles and wide decimals, by a set of boxed members.
final class RowMembership implements Evaluator {
  private final Evaluator operand;
  private final Set<Object> members = new HashSet<>();
  private final boolean nullMember;
  private final long[] values = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];

  /// @param members Doubles or BigIntegers, none of them null
  RowMembership(Evaluator operand, List<?> members, boolean nullMember) {
    this.operand = operand;
    this.nullMember = nullMember;
    members.forEach(member -> this.members.add(canonical(member)));
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector input = operand.evaluate(batch);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      Object value =
          input instanceof DoubleVector doubles ? doubles.values()[i] : Numbers.at(input, i);
      values[i] = members.contains(canonical(value)) ? 1 : 0;
      nulls[i] = input.isNull(i) || (nullMember && values[i] == 0);
    }
    return new LongVector(values, nullMember || input.nulls() != null ? nulls : null);
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }

  // Double.equals tells the zeros apart, SQL does not
  private static Object canonical(Object member) {
    return switch (member) {
      case Double number -> number + 0.0;
      case BigInteger number -> number;
      default -> throw new IllegalArgumentException(member.getClass().getName());
    };
  }
}
