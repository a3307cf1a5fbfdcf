package io.armillaria.execution.plan;

import io.armillaria.execution.expression.Expression;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A tree of operators to run. Columns are named by their place, from 0, in the input's output; for
/// joins, the left input's columns come first. Immutable; may be run many times at once.
public sealed interface PhysicalPlan {
  /// The types of the output columns.
  List<DataType> types();

  /// Reads a table, given at run time by [ExecutionContext#tables].
  ///
  /// @param table index into the context's tables
  /// @param name for EXPLAIN
  /// @param columns ids of the columns to read
  /// @param types their types, and BIGINT for the address if there is one
  /// @param address whether a last column follows with the row's address
  /// @param filters conjuncts over the output columns; also used to prune segments
  /// @param rowEstimate rows before filters, for EXPLAIN and for sizing
  record Scan(
      int table,
      String name,
      List<Integer> columns,
      List<DataType> types,
      boolean address,
      List<Expression> filters,
      double rowEstimate)
      implements PhysicalPlan {
    public Scan {
      columns = List.copyOf(columns);
      types = List.copyOf(types);
      filters = List.copyOf(filters);
      if (types.size() != columns.size() + (address ? 1 : 0)) {
        throw new IllegalArgumentException(
            types.size() + " types for " + columns.size() + " columns, address " + address);
      }
    }
  }

  /// Rows made by the engine itself, such as `__changelog`; given by [ExecutionContext#virtuals].
  record Virtual(int source, String name, List<DataType> types) implements PhysicalPlan {
    public Virtual {
      types = List.copyOf(types);
    }
  }

  /// Constant rows; each expression is without columns.
  record Values(List<List<Expression>> rows, List<DataType> types) implements PhysicalPlan {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
      types = List.copyOf(types);
    }
  }

  /// Rows for which `condition` is TRUE.
  record Filter(PhysicalPlan input, Expression condition) implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return input.types();
    }
  }

  record Project(PhysicalPlan input, List<Expression> expressions) implements PhysicalPlan {
    public Project {
      expressions = List.copyOf(expressions);
    }

    @Override
    public List<DataType> types() {
      return expressions.stream().map(Expression::type).toList();
    }
  }

  /// Joins by equal keys: `left` probes a table built from `right`. Keys pair up in order and have
  /// equal types; NULL keys match nothing, unless the pair's `nullSafe` is true (IS NOT DISTINCT
  /// FROM).
  ///
  /// @param residual further condition over left's then right's columns, part of the join condition
  record HashJoin(
      PhysicalPlan left,
      PhysicalPlan right,
      JoinKind kind,
      List<Integer> leftKeys,
      List<Integer> rightKeys,
      List<Boolean> nullSafe,
      Optional<Expression> residual)
      implements PhysicalPlan {
    public HashJoin {
      leftKeys = List.copyOf(leftKeys);
      rightKeys = List.copyOf(rightKeys);
      nullSafe = List.copyOf(nullSafe);
    }

    @Override
    public List<DataType> types() {
      return kind.types(left.types(), right.types());
    }
  }

  /// Joins every pair of rows for which `condition` is TRUE; `right` is held in memory.
  record NestedLoopJoin(
      PhysicalPlan left, PhysicalPlan right, JoinKind kind, Optional<Expression> condition)
      implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return kind.types(left.types(), right.types());
    }
  }

  /// Groups by the columns `keys` (NULLs are one group); output: keys, then one column a call.
  /// Without keys there is always exactly one row.
  ///
  /// @param groupingSets each a subset of the *positions* in `keys`; one set with all for plain
  ///   GROUP BY. Keys outside a set read NULL
  record Aggregate(
      PhysicalPlan input,
      List<Integer> keys,
      List<List<Integer>> groupingSets,
      List<AggregateCall> calls)
      implements PhysicalPlan {
    public Aggregate {
      keys = List.copyOf(keys);
      groupingSets = groupingSets.stream().map(List::copyOf).toList();
      calls = List.copyOf(calls);
    }

    @Override
    public List<DataType> types() {
      List<DataType> types = new ArrayList<>();
      keys.forEach(key -> types.add(input.types().get(key)));
      calls.forEach(call -> types.add(call.type()));
      return List.copyOf(types);
    }
  }

  /// The rows of `input` with one column more for each call, computed over rows that have equal
  /// `partition` columns, in the order of `order`; the rows come out partition by partition, in
  /// that order.
  record Window(
      PhysicalPlan input, List<Integer> partition, List<SortKey> order, List<WindowCall> calls)
      implements PhysicalPlan {
    public Window {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
      calls = List.copyOf(calls);
    }

    @Override
    public List<DataType> types() {
      List<DataType> types = new ArrayList<>(input.types());
      calls.forEach(call -> types.add(call.type()));
      return List.copyOf(types);
    }
  }

  /// Sorts, then skips `offset` rows and passes at most `fetch`: a top-N when fetch is given.
  /// Offset and fetch are without columns, BIGINT.
  record Sort(
      PhysicalPlan input,
      List<SortKey> keys,
      Optional<Expression> offset,
      Optional<Expression> fetch)
      implements PhysicalPlan {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public List<DataType> types() {
      return input.types();
    }
  }

  record Limit(PhysicalPlan input, Optional<Expression> offset, Optional<Expression> fetch)
      implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return input.types();
    }
  }

  /// All rows of all inputs, which have equal types, in the order of the inputs.
  record UnionAll(List<PhysicalPlan> inputs) implements PhysicalPlan {
    public UnionAll {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<DataType> types() {
      return inputs.getFirst().types();
    }
  }

  /// INTERSECT or EXCEPT of two inputs of equal types; NULLs are equal. UNION is an Aggregate over
  /// UnionAll.
  record SetOperation(PhysicalPlan left, PhysicalPlan right, SetKind kind, boolean all)
      implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return left.types();
    }
  }

  /// WITH RECURSIVE: the rows of `seed`, then those that `step` gives when [Working] of the same
  /// number stands for the rows before, and so on until it gives none. All three have equal types.
  ///
  /// @param all whether rows may come twice; else those that came before are left out
  record Recursion(PhysicalPlan seed, PhysicalPlan step, int working, boolean all)
      implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return seed.types();
    }
  }

  /// The rows that the last round of a [Recursion] gave.
  record Working(int number, List<DataType> types) implements PhysicalPlan {
    public Working {
      types = List.copyOf(types);
    }
  }

  /// A plan that is run once, wherever it stands; equal numbers have equal inputs.
  record Shared(int number, PhysicalPlan input) implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return input.types();
    }
  }

  /// The numbers from one to another by a step, all BIGINT and without columns.
  record Series(Expression from, Expression to, Expression step) implements PhysicalPlan {
    @Override
    public List<DataType> types() {
      return List.of(DataType.Plain.BIGINT);
    }
  }

  enum SetKind {
    INTERSECT,
    EXCEPT
  }

  /// SEMI passes left rows with a match, ANTI those without; NULL_AWARE_ANTI is NOT IN: no row when
  /// the right side has a NULL key, and none with a NULL key of its own unless the right side is
  /// empty. LEFT_SINGLE is LEFT, but a left row with two matches is a Cardinality failure.
  /// RIGHT_SEMI and RIGHT_ANTI pass right rows with a match or without.
  enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI,
    NULL_AWARE_ANTI,
    LEFT_SINGLE,
    RIGHT_SEMI,
    RIGHT_ANTI;

    List<DataType> types(List<DataType> left, List<DataType> right) {
      return switch (this) {
        case SEMI, ANTI, NULL_AWARE_ANTI -> left;
        case RIGHT_SEMI, RIGHT_ANTI -> right;
        case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> {
          List<DataType> types = new ArrayList<>(left);
          types.addAll(right);
          yield List.copyOf(types);
        }
      };
    }

    /// Whether rows of the right side are given when all of the left side has been seen.
    public boolean keepsRight() {
      return switch (this) {
        case RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI -> true;
        case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI, LEFT_SINGLE -> false;
      };
    }
  }

  record SortKey(int column, boolean descending, boolean nullsFirst) {}

  /// @param arguments columns of the input: none for COUNT(*)
  /// @param filter a BOOLEAN column of the input; rows where it is not TRUE are left out
  /// @param order what an ordered function sorts a group's rows by: the last of its arguments,
  ///   whose places among them the keys name
  /// @param type of the result; sums of decimals and whole numbers are exact in it or
  ///   NumericOverflow
  record AggregateCall(
      AggregateFunction function,
      boolean distinct,
      List<Integer> arguments,
      OptionalLong filter,
      List<SortKey> order,
      DataType type) {
    public AggregateCall {
      arguments = List.copyOf(arguments);
      order = List.copyOf(order);
    }

    /// A function that needs no order.
    public AggregateCall(
        AggregateFunction function,
        boolean distinct,
        List<Integer> arguments,
        OptionalLong filter,
        DataType type) {
      this(function, distinct, arguments, filter, List.of(), type);
    }
  }

  /// COUNT with no argument counts rows. SUM, MIN, MAX, AVG ignore NULLs and give NULL for no
  /// value; SUM0 gives 0. AVG divides exactly into its type's scale, half away from zero.
  /// SINGLE_VALUE gives NULL for no row and a Cardinality failure for two. ANY_VALUE gives any
  /// value that is not NULL. COVAR_*, CORR and REGR_* take y, then x. ARG_MIN and ARG_MAX give the
  /// first argument where the second one is extreme. APPROX_COUNT_DISTINCT is exact up to 256
  /// values. LISTAGG takes text and perhaps a separator; PERCENTILE_* the fraction as DOUBLE, then
  /// the value.
  enum AggregateFunction {
    COUNT,
    SUM,
    SUM0,
    MIN,
    MAX,
    AVG,
    SINGLE_VALUE,
    ANY_VALUE,
    BOOL_AND,
    BOOL_OR,
    STDDEV_POP,
    STDDEV_SAMP,
    VAR_POP,
    VAR_SAMP,
    COVAR_POP,
    COVAR_SAMP,
    CORR,
    REGR_COUNT,
    REGR_SXX,
    REGR_SYY,
    REGR_SXY,
    REGR_AVGX,
    REGR_AVGY,
    REGR_SLOPE,
    REGR_INTERCEPT,
    REGR_R2,
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    ARG_MIN,
    ARG_MAX,
    APPROX_COUNT_DISTINCT,
    LISTAGG,
    MODE,
    PERCENTILE_CONT,
    PERCENTILE_DISC
  }
}
