package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.context;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.Plans.test;

import io.armillaria.execution.EncodedTable;
import io.armillaria.execution.Plans;
import io.armillaria.execution.expression.Constants;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Milliseconds for plans like TPC-H's Q1 and Q6, and for a join, over 600,000 made-up lineitems.
/// `execution/README.md` says how to run it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkPlans {
  private static final Decimal MONEY = new Decimal(12, 2);
  private static final DataType FLAG = new DataType.Char(1);
  // order key, quantity, price, discount, tax, flag, status, ship date
  private static final List<DataType> TYPES =
      List.of(Plain.BIGINT, MONEY, MONEY, MONEY, MONEY, FLAG, FLAG, Plain.DATE);

  @Param({"1", "2"})
  public int threads;

  @Param("600000")
  public int rows;

  private EncodedTable items;
  private EncodedTable orders;

  @Setup
  public void generate() {
    Random random = new Random(42);
    int[] order = {0};
    items =
        new EncodedTable(
            TYPES,
            List.of(
                longs(() -> order[0]++ / 4),
                longs(() -> 100L * (1 + random.nextInt(50))),
                longs(() -> 90_000 + random.nextInt(10_000_000)),
                longs(() -> random.nextInt(11)),
                longs(() -> random.nextInt(9)),
                flags(random, "A", "N", "R"),
                flags(random, "F", "O"),
                longs(() -> 8036 + random.nextInt(2526))),
            rows);
    int orderCount = rows / 4 + 1;
    long[] keys = LongStream.range(0, orderCount).toArray();
    long[] dates = random.longs(orderCount, 8036, 10_441).toArray();
    orders =
        new EncodedTable(
            List.of(Plain.BIGINT, Plain.DATE),
            List.of(new LongVector(keys, null), new LongVector(dates, null)),
            orderCount);
  }

  /// Few groups, sums of products of decimals.
  @Benchmark
  public List<List<Object>> q1() {
    PhysicalPlan scan =
        scan(items, 0, TYPES, test(Function.LESS_OR_EQUAL, column(7, Plain.DATE), date(10_471)));
    Expression discounted =
        call(
            Function.MULTIPLY,
            new Decimal(25, 4),
            column(2, MONEY),
            call(Function.SUBTRACT, new Decimal(13, 2), literal(100L, MONEY), column(3, MONEY)));
    Expression charged =
        call(
            Function.MULTIPLY,
            new Decimal(38, 6),
            discounted,
            call(Function.ADD, new Decimal(13, 2), literal(100L, MONEY), column(4, MONEY)));
    PhysicalPlan project =
        new PhysicalPlan.Project(
            scan,
            List.of(
                column(5, FLAG),
                column(6, FLAG),
                column(1, MONEY),
                column(2, MONEY),
                discounted,
                charged,
                column(3, MONEY)));
    PhysicalPlan aggregate =
        new PhysicalPlan.Aggregate(
            project,
            List.of(0, 1),
            List.of(List.of(0, 1)),
            List.of(
                aggregate(AggregateFunction.SUM, 2, new Decimal(38, 2)),
                aggregate(AggregateFunction.SUM, 3, new Decimal(38, 2)),
                aggregate(AggregateFunction.SUM, 4, new Decimal(38, 4)),
                aggregate(AggregateFunction.SUM, 5, new Decimal(38, 6)),
                aggregate(AggregateFunction.AVG, 2, new Decimal(38, 6)),
                aggregate(AggregateFunction.AVG, 3, new Decimal(38, 6)),
                aggregate(AggregateFunction.AVG, 6, new Decimal(38, 6)),
                new AggregateCall(
                    AggregateFunction.COUNT,
                    false,
                    List.of(),
                    OptionalLong.empty(),
                    Plain.BIGINT)));
    return run(aggregate);
  }

  /// A selective filter and one sum.
  @Benchmark
  public List<List<Object>> q6() {
    PhysicalPlan scan =
        scan(
            items,
            0,
            TYPES,
            test(Function.GREATER_OR_EQUAL, column(7, Plain.DATE), date(8766)),
            test(Function.LESS, column(7, Plain.DATE), date(9131)),
            test(Function.GREATER_OR_EQUAL, column(3, MONEY), literal(5L, MONEY)),
            test(Function.LESS_OR_EQUAL, column(3, MONEY), literal(7L, MONEY)),
            test(Function.LESS, column(1, MONEY), literal(2400L, MONEY)));
    PhysicalPlan project =
        new PhysicalPlan.Project(
            scan,
            List.of(
                call(Function.MULTIPLY, new Decimal(24, 4), column(2, MONEY), column(3, MONEY))));
    return run(
        new PhysicalPlan.Aggregate(
            project,
            List.of(),
            List.of(List.of()),
            List.of(aggregate(AggregateFunction.SUM, 0, new Decimal(38, 4)))));
  }

  /// Lineitems with the tenth of the orders that passes a filter.
  @Benchmark
  public List<List<Object>> join() {
    PhysicalPlan early =
        scan(
            orders,
            1,
            List.of(Plain.BIGINT, Plain.DATE),
            test(Function.LESS, column(1, Plain.DATE), date(8276)));
    PhysicalPlan join =
        new PhysicalPlan.HashJoin(
            scan(items, 0, TYPES),
            early,
            JoinKind.INNER,
            List.of(0),
            List.of(0),
            List.of(false),
            Optional.empty());
    return run(
        new PhysicalPlan.Aggregate(
            join,
            List.of(),
            List.of(List.of()),
            List.of(aggregate(AggregateFunction.SUM, 2, new Decimal(38, 2)))));
  }

  private List<List<Object>> run(PhysicalPlan plan) {
    return Plans.run(plan, context(threads, items, orders));
  }

  private static PhysicalPlan scan(
      EncodedTable table, int index, List<DataType> types, Expression... filters) {
    return new PhysicalPlan.Scan(
        index,
        table.name(),
        Plans.range(types.size()),
        types,
        false,
        List.of(filters),
        table.rowCount());
  }

  private static Expression date(long days) {
    return literal(days, Plain.DATE);
  }

  private static AggregateCall aggregate(AggregateFunction function, int argument, DataType type) {
    return new AggregateCall(function, false, List.of(argument), OptionalLong.empty(), type);
  }

  private ColumnVector longs(LongSupplier values) {
    return new LongVector(LongStream.generate(values).limit(rows).toArray(), null);
  }

  private ColumnVector flags(Random random, String... choices) {
    Object[] values = new Object[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = choices[random.nextInt(choices.length)].getBytes(StandardCharsets.UTF_8);
    }
    return Constants.column(values, DataType.Layout.BYTES);
  }
}
