package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import java.math.BigInteger;

/// What an aggregate makes of the distinct values that a frame has now, which are known by number.
sealed interface DistinctTotal {
  void add(int value);

  void remove(int value);

  /// @param count of the values that the frame has
  void set(GroupValues results, int row, int count);

  final class Count implements DistinctTotal {
    @Override
    public void add(int value) {}

    @Override
    public void remove(int value) {}

    @Override
    public void set(GroupValues results, int row, int count) {
      results.set(row, (long) count);
    }
  }

  final class Exact implements DistinctTotal {
    private final SumResult result;
    private final ColumnVector values;
    private BigInteger sum = BigInteger.ZERO;

    Exact(SumResult result, ColumnVector values) {
      this.result = result;
      this.values = values;
    }

    @Override
    public void add(int value) {
      sum = sum.add(ExactNumbers.at(values, value));
    }

    @Override
    public void remove(int value) {
      sum = sum.subtract(ExactNumbers.at(values, value));
    }

    @Override
    public void set(GroupValues results, int row, int count) {
      result.set(results, row, sum, count);
    }
  }

  /// Doubles cannot be taken out of a sum again, so the sums are a tree with the values as leaves.
  final class Approximate implements DistinctTotal {
    private final boolean average;
    private final double[] values;
    private final double[] tree;
    private final int size;

    Approximate(AggregateFunction function, DoubleVector values, int size) {
      this.average = function == AggregateFunction.AVG;
      this.values = values.values();
      this.size = Integer.highestOneBit(Math.max(1, size - 1)) * 2;
      this.tree = new double[this.size * 2];
    }

    @Override
    public void add(int value) {
      put(value, values[value]);
    }

    @Override
    public void remove(int value) {
      put(value, 0);
    }

    @Override
    public void set(GroupValues results, int row, int count) {
      if (count > 0) {
        results.set(row, average ? tree[1] / count : tree[1]);
      }
    }

    private void put(int value, double number) {
      int node = size + value;
      tree[node] = number;
      for (node >>= 1; node > 0; node >>= 1) {
        tree[node] = tree[2 * node] + tree[2 * node + 1];
      }
    }
  }
}
