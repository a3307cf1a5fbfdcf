package io.armillaria.execution.plan;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanPrinterTest {
  private static final DataType TEXT = new DataType.Varchar(10);
  private static final Decimal MONEY = new Decimal(12, 2);

  @Test
  void writesAnOperatorALine() {
    assertThat(PlanPrinter.print(plan(), (scan, id) -> scan.name().substring(0, 1) + "_" + id))
        .isEqualTo(
            """
            Limit fetch 10 offset ?0
              Sort #1 desc nulls first, O_2
                Aggregate by O_2: sum(#2), count(distinct O_2) filter #1
                  Project O_2, O_1 IS NOT NULL, O_3 * (1.00 - O_3)
                    HashJoin INNER on O_1 = C_1 and O_2 <> 'it''s'
                      Filter (O_1 > 7) OR (O_1 IS NULL)
                        Scan ORDERS (O_1, O_2, O_3, O_4) where O_4 < '1998-09-02' and O_2 LIKE 'a%' ~1500 rows
                      UnionAll
                        Scan CUSTOMER (C_1) ~20 rows
                        Values 1 rows
            """);
  }

  @Test
  void writesPlacesWhereNamesAreUnknownAndTellsTwinsApart() {
    PhysicalPlan scan = orders();
    PhysicalPlan self =
        new PhysicalPlan.NestedLoopJoin(
            scan,
            scan,
            JoinKind.LEFT,
            Optional.of(test(Function.LESS, column(0, Plain.BIGINT), column(4, Plain.BIGINT))));
    assertThat(PlanPrinter.print(self).lines().findFirst())
        .contains("NestedLoopJoin LEFT on #0 < #4");
    assertThat(PlanPrinter.print(self, (s, id) -> "C" + id).lines().findFirst())
        .contains("NestedLoopJoin LEFT on C1#0 < C1#4");
  }

  private static PhysicalPlan.Scan orders() {
    return new PhysicalPlan.Scan(
        0,
        "ORDERS",
        List.of(1, 2, 3, 4),
        List.of(Plain.BIGINT, TEXT, MONEY, Plain.DATE),
        false,
        List.of(
            test(
                Function.LESS,
                column(3, Plain.DATE),
                literal(LocalDate.of(1998, 9, 2).toEpochDay(), Plain.DATE)),
            test(Function.LIKE, column(1, TEXT), literal("a%", TEXT))),
        1500);
  }

  private static PhysicalPlan plan() {
    Expression key = column(0, Plain.BIGINT);
    PhysicalPlan left =
        new PhysicalPlan.Filter(
            orders(),
            test(Function.OR, test(Function.GREATER, key, bigint(7)), test(Function.IS_NULL, key)));
    PhysicalPlan customers =
        new PhysicalPlan.Scan(
            1, "CUSTOMER", List.of(1), List.of(Plain.BIGINT), false, List.of(), 20);
    PhysicalPlan values =
        new PhysicalPlan.Values(List.of(List.of(bigint(1))), List.of(Plain.BIGINT));
    PhysicalPlan join =
        new PhysicalPlan.HashJoin(
            left,
            new PhysicalPlan.UnionAll(List.of(customers, values)),
            JoinKind.INNER,
            List.of(0),
            List.of(0),
            List.of(false),
            Optional.of(test(Function.NOT_EQUAL, column(1, TEXT), literal("it's", TEXT))));
    PhysicalPlan project =
        new PhysicalPlan.Project(
            join,
            List.of(
                column(1, TEXT),
                test(Function.IS_NOT_NULL, key),
                call(
                    Function.MULTIPLY,
                    MONEY,
                    column(2, MONEY),
                    call(Function.SUBTRACT, MONEY, literal(100L, MONEY), column(2, MONEY)))));
    PhysicalPlan aggregate =
        new PhysicalPlan.Aggregate(
            project,
            List.of(0),
            List.of(List.of(0)),
            List.of(
                new AggregateCall(
                    AggregateFunction.SUM, false, List.of(2), OptionalLong.empty(), MONEY),
                new AggregateCall(
                    AggregateFunction.COUNT, true, List.of(0), OptionalLong.of(1), Plain.BIGINT)));
    PhysicalPlan sort =
        new PhysicalPlan.Sort(
            aggregate,
            List.of(new SortKey(1, true, true), new SortKey(0, false, false)),
            Optional.empty(),
            Optional.empty());
    return new PhysicalPlan.Limit(
        sort, Optional.of(new Expression.Parameter(0, Plain.BIGINT)), Optional.of(bigint(10)));
  }
}
