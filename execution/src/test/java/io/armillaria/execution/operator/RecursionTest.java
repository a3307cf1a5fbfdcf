package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.context;
import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecursionTest {
  private static final PhysicalPlan ONE =
      new PhysicalPlan.Values(List.of(List.of(bigint(1))), List.of(Plain.BIGINT));
  private static final PhysicalPlan WORKING = new PhysicalPlan.Working(0, List.of(Plain.BIGINT));
  private static final Expression NEXT =
      call(Function.ADD, Plain.BIGINT, column(0, Plain.BIGINT), bigint(1));

  @Test
  void goesOnUntilNoRowIsLeft() {
    PhysicalPlan below =
        new PhysicalPlan.Filter(
            WORKING, test(Function.LESS, column(0, Plain.BIGINT), bigint(2000)));
    PhysicalPlan step = new PhysicalPlan.Project(below, List.of(NEXT));
    assertThat(run(new PhysicalPlan.Recursion(ONE, step, 0, true), 2))
        .isEqualTo(LongStream.rangeClosed(1, 2000).mapToObj(n -> List.<Object>of(n)).toList());
  }

  @Test
  void endsWhereNothingIsNew() {
    Expression wrapped = call(Function.MODULO, Plain.BIGINT, NEXT, bigint(3000));
    PhysicalPlan step = new PhysicalPlan.Project(WORKING, List.of(wrapped));
    PhysicalPlan twice = new PhysicalPlan.UnionAll(List.of(step, step));
    assertThat(run(new PhysicalPlan.Recursion(ONE, twice, 0, false), 2)).hasSize(3000);
  }

  @Test
  @Timeout(60)
  void canBeCancelled() throws InterruptedException {
    PhysicalPlan endless =
        new PhysicalPlan.Recursion(
            ONE, new PhysicalPlan.Project(WORKING, List.of(bigint(1))), 0, true);
    try (Cursor cursor = QueryExecutor.execute(endless, context(1))) {
      Thread canceller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      Thread.sleep(200);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    cursor.cancel();
                  });
      assertThatThrownBy(cursor::next)
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("cancelled");
      canceller.join();
    }
  }

  @Test
  void runsSharedPlansOnce() {
    Expression random = call(Function.RANDOM, Plain.DOUBLE);
    PhysicalPlan shared =
        new PhysicalPlan.Shared(0, new PhysicalPlan.Project(ONE, List.of(random)));
    List<List<Object>> rows = run(new PhysicalPlan.UnionAll(List.of(shared, shared)), 2);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).isEqualTo(rows.get(1));
  }
}
