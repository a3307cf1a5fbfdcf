package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QueryExecutorTest {
  private static final DataType TEXT = new DataType.Varchar(20);
  private static final MemoryTable ORDERS =
      MemoryTable.of(
          List.of(Plain.BIGINT, TEXT, new Decimal(12, 2)),
          2,
          List.of(
              List.of(1L, "ann", 1000L),
              List.of(2L, "bob", 250L),
              List.of(3L, "ann", 125L),
              List.of(4L, "cyd", 75L),
              List.of(5L, "bob", 50L)));
  private static final MemoryTable CITIES =
      MemoryTable.of(
          List.of(TEXT, TEXT), 2, List.of(List.of("ann", "Oslo"), List.of("bob", "Rome")));

  @Test
  void runsAJoinWithFilterAggregateSortAndLimit() {
    PhysicalPlan orders = scan(ORDERS, 0);
    orders = new PhysicalPlan.Filter(orders, test(Function.GREATER, column(orders, 0), bigint(1)));
    PhysicalPlan join =
        new PhysicalPlan.HashJoin(
            orders,
            scan(CITIES, 1),
            JoinKind.INNER,
            List.of(1),
            List.of(0),
            List.of(false),
            Optional.empty());
    DataType amount = new Decimal(13, 2);
    PhysicalPlan project =
        new PhysicalPlan.Project(
            join,
            List.of(column(join, 4), call(Function.ADD, amount, column(join, 2), column(join, 2))));
    PhysicalPlan aggregate =
        new PhysicalPlan.Aggregate(
            project,
            List.of(0),
            List.of(List.of(0)),
            List.of(
                new AggregateCall(
                    AggregateFunction.SUM,
                    false,
                    List.of(1),
                    OptionalLong.empty(),
                    new Decimal(38, 2)),
                new AggregateCall(
                    AggregateFunction.COUNT,
                    false,
                    List.of(),
                    OptionalLong.empty(),
                    Plain.BIGINT)));
    PhysicalPlan sort =
        new PhysicalPlan.Sort(
            aggregate, List.of(new SortKey(1, true, false)), Optional.empty(), Optional.empty());
    PhysicalPlan limit = new PhysicalPlan.Limit(sort, Optional.empty(), Optional.of(bigint(10)));
    for (int threads : new int[] {1, 2, 4}) {
      assertThat(run(limit, threads, ORDERS, CITIES))
          .containsExactly(
              List.of("Rome", BigInteger.valueOf(600), 2L),
              List.of("Oslo", BigInteger.valueOf(250), 1L));
    }
  }
}
