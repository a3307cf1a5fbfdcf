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

import io.armillaria.execution.Cells;
import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamingCursorTest {
  private static final MemoryTable NUMBERS = numbers(200_000);

  private static MemoryTable numbers(int count) {
    List<List<Object>> rows = LongStream.range(0, count).mapToObj(i -> List.<Object>of(i)).toList();
    return MemoryTable.of(List.of(Plain.BIGINT), 1000, rows);
  }

  @Test
  void limitCutsTheRightRowsAndStopsEarly() {
    for (int threads : new int[] {1, 2, 4}) {
      MemoryTable table = numbers(200_000);
      assertThat(run(limit(scan(table, 0), 1500, 2500), threads, table))
          .isEqualTo(LongStream.range(1500, 4000).mapToObj(i -> List.<Object>of(i)).toList());
      assertThat(table.reads()).isLessThan(4 + 4 * threads);
    }
  }

  @Test
  void limitBelowAnotherOperatorStopsEarlyToo() {
    MemoryTable table = numbers(200_000);
    PhysicalPlan plan =
        new PhysicalPlan.Filter(
            limit(scan(table, 0), 1, 3),
            test(Function.NOT_EQUAL, column(0, Plain.BIGINT), bigint(2)));
    assertThat(run(plan, 2, table)).containsExactly(List.of(1L), List.of(3L));
    assertThat(table.reads()).isLessThan(12);
  }

  @Test
  void limitOfNothingReadsNothing() {
    MemoryTable table = numbers(5000);
    assertThat(run(limit(scan(table, 0), 0, 0), 2, table)).isEmpty();
    assertThat(table.reads()).isZero();
  }

  @Test
  void keepsTheOrderOfTheMorselsWhateverTheFanOut() {
    // each number of the first 300 ten thousand times: more than a morsel may have waiting
    MemoryTable few = numbers(300);
    PhysicalPlan pairs =
        new PhysicalPlan.NestedLoopJoin(
            scan(few, 0), limit(scan(NUMBERS, 1), 0, 10_000), JoinKind.INNER, Optional.empty());
    for (int threads : new int[] {1, 4}) {
      long expected = 0;
      try (Cursor cursor = QueryExecutor.execute(pairs, context(threads, few, NUMBERS))) {
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
          for (int i = 0; i < batch.rows(); i++) {
            long actual =
                (Long) Cells.at(batch.columns()[0], i) * 10_000
                    + (Long) Cells.at(batch.columns()[1], i);
            if (actual != expected++) {
              throw new AssertionError("found " + actual + " for " + (expected - 1));
            }
          }
        }
      }
      assertThat(expected).isEqualTo(3_000_000);
    }
  }

  @Test
  void failsWhereTheRowIsAndNotBefore() {
    PhysicalPlan reciprocals =
        new PhysicalPlan.Project(
            scan(NUMBERS, 0),
            List.of(
                call(
                    Function.DIVIDE,
                    Plain.BIGINT,
                    bigint(7),
                    call(Function.SUBTRACT, Plain.BIGINT, column(0, Plain.BIGINT), bigint(3500)))));
    for (int threads : new int[] {1, 2, 4}) {
      int rows = run(limit(reciprocals, 0, 3000), threads, NUMBERS).size();
      assertThat(rows).isEqualTo(3000);
      assertThatThrownBy(() -> run(reciprocals, threads, NUMBERS))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.DivisionByZero.class));
    }
  }

  @Test
  void turnsDefectsIntoInternalFailuresWithTheirCause() {
    PhysicalPlan wrong =
        new PhysicalPlan.Project(
            scan(NUMBERS, 0), List.of(call(Function.UPPER, Plain.BIGINT, column(0, Plain.BIGINT))));
    for (int threads : new int[] {1, 4}) {
      assertThatThrownBy(() -> run(wrong, threads, NUMBERS))
          .hasCauseInstanceOf(ClassCastException.class)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Internal.class));
    }
  }

  @Test
  void cancelEndsAnythingWithinATenthOfASecond() throws Exception {
    // four times ten to the ten pairs: hours
    PhysicalPlan endless =
        new PhysicalPlan.NestedLoopJoin(
            scan(NUMBERS, 0),
            scan(NUMBERS, 0),
            JoinKind.INNER,
            Optional.of(
                test(
                    Function.LESS,
                    call(
                        Function.ADD,
                        Plain.BIGINT,
                        column(0, Plain.BIGINT),
                        column(1, Plain.BIGINT)),
                    bigint(-1))));
    List<PhysicalPlan> plans =
        List.of(
            endless,
            new PhysicalPlan.Aggregate(endless, List.of(0), List.of(List.of(0)), List.of()),
            new PhysicalPlan.Sort(endless, List.of(), Optional.empty(), Optional.empty()),
            limit(new PhysicalPlan.Filter(limit(endless, 0, 5), column(0, Plain.BOOLEAN)), 0, 5));
    for (PhysicalPlan plan : plans) {
      for (int threads : new int[] {1, 4}) {
        try (Cursor cursor = QueryExecutor.execute(plan, context(threads, NUMBERS))) {
          CompletableFuture<Long> ended =
              CompletableFuture.supplyAsync(
                  () -> {
                    assertThatThrownBy(cursor::next)
                        .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.failure()).isInstanceOf(Failure.Cancelled.class));
                    return System.nanoTime();
                  });
          Thread.sleep(150);
          long cancelled = System.nanoTime();
          cursor.cancel();
          long took = ended.get(10, TimeUnit.SECONDS) - cancelled;
          assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isLessThan(1000);
        }
      }
    }
  }

  @Test
  void closeMidwayFreesTheWorkers() throws Exception {
    List<Cursor> open = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Cursor cursor = QueryExecutor.execute(scan(NUMBERS, 0), context(4, NUMBERS));
      assertThat(cursor.next().rows()).isEqualTo(1000);
      open.add(cursor);
    }
    // cursors that nobody pulls keep no thread from others
    assertThat(run(limit(scan(NUMBERS, 0), 199_999, 1), 4, NUMBERS))
        .containsExactly(List.of(199_999L));
    for (Cursor cursor : open) {
      cursor.close();
      assertThatThrownBy(cursor::next)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Closed.class));
    }
    assertThat(workers()).allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!workers().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertThat(workers()).isEmpty();
  }

  private static List<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("armillaria-worker"))
        .toList();
  }

  private static PhysicalPlan limit(PhysicalPlan input, long offset, long fetch) {
    return new PhysicalPlan.Limit(
        input,
        offset == 0 ? Optional.empty() : Optional.of(bigint(offset)),
        Optional.of(bigint(fetch)));
  }
}
