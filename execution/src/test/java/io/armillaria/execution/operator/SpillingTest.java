package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.context;
import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.Rows;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.memory.MemoryBudget;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillArea;
import io.armillaria.execution.memory.Workspace;
import io.armillaria.execution.plan.Frame;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SetKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each operator with rows that take several times its memory, against the same plan with enough.
class SpillingTest {
  private static final int ROWS = 24_000;
  private static final List<DataType> TYPES =
      List.of(Plain.BIGINT, Plain.BIGINT, new DataType.Varchar(100), Plain.INTEGER);

  private static final long LIMIT = 3 << 19;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final QueryMemory memory =
      new QueryMemory(new MemoryBudget(LIMIT), new SpillArea(Optional.empty()));

  @Test
  void sorts() {
    MemoryTable table = table(ROWS, 1000);
    List<SortKey> keys = List.of(new SortKey(0, true, true), new SortKey(3, false, false));
    assertThat(
            squeezed(
                new PhysicalPlan.Sort(scan(table, 0), keys, Optional.empty(), Optional.empty()),
                table))
        .isTrue();
    assertThat(
            squeezed(
                new PhysicalPlan.Sort(
                    scan(table, 0), keys, Optional.of(bigint(5_000)), Optional.of(bigint(3_000))),
                table))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(JoinKind.class)
  void joinsByHash(JoinKind kind) {
    // keys of the right side are unique where more would be a failure
    MemoryTable left = table(ROWS / 4, ROWS);
    MemoryTable right = kind == JoinKind.LEFT_SINGLE ? unique(ROWS) : table(ROWS, ROWS);
    squeezedUnordered(join(left, right, kind, Optional.empty()), left, right);
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinKind.class,
      names = {"LEFT_SINGLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void joinsRowsOfOneKey(JoinKind kind) {
    MemoryTable left = table(50, 1);
    MemoryTable right = table(ROWS, 1);
    PhysicalPlan.Scan probe = scan(left, 0);
    Expression residual =
        test(
            Function.EQUAL,
            column(1, Plain.BIGINT),
            column(probe.types().size() + 1, Plain.BIGINT));
    squeezedUnordered(join(left, right, kind, Optional.of(residual)), left, right);
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinKind.class,
      names = {"LEFT_SINGLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void joinsByLoops(JoinKind kind) {
    MemoryTable left = table(30, 10);
    MemoryTable right = table(2 * ROWS, ROWS);
    Expression condition =
        test(Function.EQUAL, column(1, Plain.BIGINT), column(TYPES.size() + 1, Plain.BIGINT));
    squeezedUnordered(
        new PhysicalPlan.NestedLoopJoin(
            scan(left, 0), scan(right, 1), kind, Optional.of(condition)),
        left,
        right);
  }

  @Test
  void groups() {
    MemoryTable table = table(ROWS, 20_000);
    List<AggregateCall> calls =
        List.of(
            aggregate(AggregateFunction.COUNT, false, Plain.BIGINT),
            aggregate(AggregateFunction.SUM, false, Plain.BIGINT, 1),
            aggregate(AggregateFunction.MAX, false, TYPES.get(2), 2),
            aggregate(AggregateFunction.COUNT, true, Plain.BIGINT, 3));
    squeezedUnordered(
        new PhysicalPlan.Aggregate(scan(table, 0), List.of(0), List.of(List.of(0)), calls), table);
    squeezedUnordered(
        new PhysicalPlan.Aggregate(
            scan(table, 0), List.of(0, 2), List.of(List.of(0, 1), List.of(1), List.of()), calls),
        table);
  }

  @Test
  void countsDistinctValuesOfOneGroup() {
    MemoryTable table = table(ROWS, 100_000);
    List<AggregateCall> calls =
        List.of(
            aggregate(AggregateFunction.COUNT, true, Plain.BIGINT, 0),
            aggregate(AggregateFunction.SUM, true, Plain.BIGINT, 0),
            aggregate(AggregateFunction.COUNT, true, Plain.BIGINT, 2));
    squeezedUnordered(
        new PhysicalPlan.Aggregate(scan(table, 0), List.of(), List.of(List.of()), calls), table);
  }

  @ParameterizedTest
  @EnumSource(SetKind.class)
  void combinesSets(SetKind kind) {
    MemoryTable left = table(ROWS / 2, 10_000);
    MemoryTable right = table(ROWS / 2, 10_000);
    for (boolean all : new boolean[] {true, false}) {
      squeezedUnordered(
          new PhysicalPlan.SetOperation(keys(left, 0), keys(right, 1), kind, all), left, right);
    }
  }

  @Test
  void readsSharedRowsSeveralTimes() {
    MemoryTable table = table(2 * ROWS, 20_000);
    PhysicalPlan shared = new PhysicalPlan.Shared(0, scan(table, 0));
    squeezedUnordered(new PhysicalPlan.UnionAll(List.of(shared, shared)), table);
    // a LIMIT ends before the other reader of the shared rows begins
    PhysicalPlan few = new PhysicalPlan.Limit(shared, Optional.empty(), Optional.of(bigint(1)));
    squeezedUnordered(
        new PhysicalPlan.UnionAll(
            List.of(
                new PhysicalPlan.Filter(few, test(Function.IS_NULL, column(1, Plain.BIGINT))),
                shared)),
        table);
  }

  @Test
  void repeatsRowsOfARecursion() {
    MemoryTable table = table(ROWS, 20_000);
    PhysicalPlan working = new PhysicalPlan.Working(0, TYPES);
    PhysicalPlan left =
        new PhysicalPlan.Filter(working, test(Function.LESS, bigint(300), column(1, Plain.BIGINT)));
    PhysicalPlan step =
        new PhysicalPlan.Project(
            left,
            List.of(
                column(left, 0),
                call(Function.SUBTRACT, Plain.BIGINT, column(left, 1), bigint(300)),
                column(left, 2),
                column(left, 3)));
    squeezedUnordered(new PhysicalPlan.Recursion(scan(table, 0), step, 0, true), table);
    assertTooLarge(
        new PhysicalPlan.Recursion(scan(table, 0), step, 0, false), "A recursive query", table);
  }

  @Test
  void saysThatAWindowIsTooLarge() {
    MemoryTable table = table(ROWS, 10);
    Frame frame =
        new Frame(true, new Frame.Unbounded(), new Frame.CurrentRow(), Frame.Exclusion.NOTHING);
    WindowCall count =
        new WindowCall(
            new WindowCall.Aggregate(AggregateFunction.COUNT),
            false,
            false,
            List.of(1),
            frame,
            Plain.BIGINT);
    PhysicalPlan plan =
        new PhysicalPlan.Window(
            scan(table, 0), List.of(), List.of(new SortKey(1, false, false)), List.of(count));
    assertTooLarge(plan, "A window", table);
  }

  /// Each of them gets along with a query's minimum, however the threads come by their shares.
  @Test
  void worksWhileOthersHoldTheRest() {
    QueryMemory scarce =
        new QueryMemory(new MemoryBudget(4 * LIMIT), new SpillArea(Optional.empty()));
    MemoryTable table = table(ROWS, 20_000);
    PhysicalPlan.Scan scan = scan(table, 0);
    List<PhysicalPlan> plans =
        List.of(
            new PhysicalPlan.Sort(
                scan, List.of(new SortKey(0, true, true)), Optional.empty(), Optional.empty()),
            join(table, table, JoinKind.FULL, Optional.empty()),
            new PhysicalPlan.Aggregate(
                scan,
                List.of(0, 2),
                List.of(List.of(0, 1), List.of(1), List.of()),
                List.of(
                    aggregate(AggregateFunction.COUNT, false, Plain.BIGINT),
                    aggregate(AggregateFunction.COUNT, true, Plain.BIGINT, 1))),
            new PhysicalPlan.SetOperation(keys(table, 0), keys(table, 1), SetKind.EXCEPT, true));
    try (Workspace others = scarce.open();
        Reservation rest = others.reserve("Another query")) {
      rest.hold(4 * LIMIT);
      for (PhysicalPlan plan : plans) {
        List<String> expected = Rows.unordered(run(plan, 2, table, table));
        for (int threads : new int[] {1, 2, 5}) {
          List<List<Object>> found = run(plan, context(threads, scarce, table, table));
          assertThat(Rows.unordered(found).equals(expected))
              .as("%s, %d threads, seed %d", plan.getClass().getSimpleName(), threads, seed)
              .isTrue();
          assertThat(scarce.budget().used()).isEqualTo(4 * LIMIT);
        }
      }
    }
  }

  @Test
  void saysWhatNeededHowMuch() {
    MemoryTable table = table(2_000, 10);
    PhysicalPlan product =
        new PhysicalPlan.Limit(
            new PhysicalPlan.NestedLoopJoin(
                scan(table, 0), scan(table, 0), JoinKind.INNER, Optional.empty()),
            Optional.empty(),
            Optional.of(bigint(1_000_000)));
    PhysicalPlan plan =
        new PhysicalPlan.Filter(product, test(Function.IS_NULL, column(product, 0)));
    assertTooLarge(plan, "A LIMIT", table);
  }

  @Test
  void leavesNothingWhenItIsClosedEarly() {
    MemoryTable table = table(ROWS, 1000);
    PhysicalPlan plan =
        new PhysicalPlan.Sort(
            join(table, table, JoinKind.FULL, Optional.empty()),
            List.of(new SortKey(0, false, false)),
            Optional.empty(),
            Optional.empty());
    try (Cursor cursor = QueryExecutor.execute(plan, context(2, memory, table, table))) {
      assertThat(cursor.next()).isNotNull();
      assertThat(memory.budget().used()).isPositive();
      assertThat(memory.area().files()).isPositive();
    }
    assertNothingIsLeft();
  }

  private void assertTooLarge(PhysicalPlan plan, String holder, MemoryTable table) {
    assertThatThrownBy(() -> run(plan, context(2, memory, table)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.OutOfMemory.class))
        .hasMessageContaining(holder + " needs")
        .hasMessageContaining("of memoryLimit=1.5MB");
    assertNothingIsLeft();
  }

  private void squeezedUnordered(PhysicalPlan plan, MemoryTable... tables) {
    List<String> expected = Rows.unordered(run(plan, 2, tables));
    for (int threads : new int[] {1, 2}) {
      long before = memory.area().written();
      List<List<Object>> found = run(plan, context(threads, memory, tables));
      assertThat(Rows.unordered(found).equals(expected))
          .as("%d threads, seed %d, %d rows of %d", threads, seed, found.size(), expected.size())
          .isTrue();
      assertThat(memory.area().written()).isGreaterThan(before);
      assertNothingIsLeft();
    }
  }

  private boolean squeezed(PhysicalPlan plan, MemoryTable... tables) {
    List<String> expected = Rows.ordered(run(plan, 1, tables));
    long before = memory.area().written();
    for (int threads : new int[] {1, 2}) {
      List<String> found = Rows.ordered(run(plan, context(threads, memory, tables)));
      assertThat(found.equals(expected)).as("%d threads, seed %d", threads, seed).isTrue();
      assertNothingIsLeft();
    }
    return memory.area().written() > before;
  }

  private void assertNothingIsLeft() {
    assertThat(memory.budget().used()).isZero();
    assertThat(memory.area().files()).isZero();
  }

  private static PhysicalPlan join(
      MemoryTable left, MemoryTable right, JoinKind kind, Optional<Expression> residual) {
    return new PhysicalPlan.HashJoin(
        scan(left, 0), scan(right, 1), kind, List.of(0), List.of(0), List.of(false), residual);
  }

  private static PhysicalPlan keys(MemoryTable table, int index) {
    PhysicalPlan scan = scan(table, index);
    return new PhysicalPlan.Project(scan, List.of(column(scan, 0), column(scan, 3)));
  }

  private static AggregateCall aggregate(
      AggregateFunction function, boolean distinct, DataType type, Integer... arguments) {
    return new AggregateCall(function, distinct, List.of(arguments), OptionalLong.empty(), type);
  }

  private MemoryTable unique(int rows) {
    List<List<Object>> made = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      made.add(row(i));
    }
    return MemoryTable.scattered(TYPES, made, random, 5_000);
  }

  private MemoryTable table(int rows, int keys) {
    List<List<Object>> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      made.add(row(random.nextInt(200) == 0 && keys > 1 ? null : (long) random.nextInt(keys)));
    }
    return MemoryTable.scattered(TYPES, made, random, 5_000);
  }

  private List<Object> row(Long key) {
    List<Object> row = new ArrayList<>();
    row.add(key);
    row.add((long) random.nextInt(1_000));
    row.add("text " + random.nextInt(50_000));
    row.add(random.nextInt(10) == 0 ? null : (long) random.nextInt(40));
    return row;
  }
}
