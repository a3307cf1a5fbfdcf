package io.armillaria.execution.operator;

import static io.armillaria.execution.Plans.column;
import static io.armillaria.execution.Plans.context;
import static io.armillaria.execution.Plans.run;
import static io.armillaria.execution.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armillaria.execution.FailingFiles;
import io.armillaria.execution.FailingFiles.Fault;
import io.armillaria.execution.MemoryTable;
import io.armillaria.execution.Rows;
import io.armillaria.execution.memory.MemoryBudget;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.execution.memory.SpillArea;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Temporary files that cannot be made, written or read: the query ends with what went wrong, holds
/// nothing any more, and the next one has its answer.
class SpillFaultsTest {
  private static final long LIMIT = 1 << 20;
  private static final int ROWS = 12_000;
  private static final List<DataType> TYPES = List.of(Plain.BIGINT, new DataType.Varchar(100));

  private final long seed = Long.getLong("seed", System.nanoTime());

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Fault.class)
  void endTheQueryOnly(Fault fault) throws IOException {
    MemoryTable table = table();
    PhysicalPlan plan = sortedJoinOfGroups(table);
    List<String> expected = Rows.ordered(run(plan, 1, table, table));
    long operations = 0;
    while (fails(fault, operations, plan, table, expected)) {
      operations = 4 * operations + 1;
    }
    assertThat(operations).isPositive();
  }

  /// Whether there were so many operations that one failed.
  private boolean fails(
      Fault fault, long operations, PhysicalPlan plan, MemoryTable table, List<String> expected)
      throws IOException {
    FailingFiles files = new FailingFiles(fault, operations);
    QueryMemory memory =
        new QueryMemory(new MemoryBudget(LIMIT), new SpillArea(files, Optional.of(directory)));
    DatabaseException failure =
        catchThrowableOfType(
            DatabaseException.class, () -> run(plan, context(2, memory, table, table)));
    assertThat(failure != null)
        .as("%s after %d, seed %d: %s", fault, operations, seed, failure)
        .isEqualTo(files.failed());
    if (failure != null) {
      assertThat(failure.failure()).isInstanceOf(wanted(fault));
      assertThat(failure).hasMessageContaining("tmp/armillaria-");
      assertNothingIsLeft(memory, files);
      assertThat(Rows.ordered(run(plan, context(2, memory, table, table))).equals(expected))
          .as("after %s after %d, seed %d", fault, operations, seed)
          .isTrue();
    }
    assertNothingIsLeft(memory, files);
    return failure != null;
  }

  private static Class<? extends Failure> wanted(Fault fault) {
    return switch (fault) {
      case NO_CREATE, NO_WRITE, NO_READ -> Failure.InputOutput.class;
      case DISK_FULL -> Failure.DiskFull.class;
      case OTHER_BYTES -> Failure.Corrupt.class;
    };
  }

  private void assertNothingIsLeft(QueryMemory memory, FailingFiles files) throws IOException {
    assertThat(memory.budget().used()).isZero();
    assertThat(memory.area().files()).isZero();
    assertThat(files.openFiles()).isZero();
    try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  private static PhysicalPlan sortedJoinOfGroups(MemoryTable table) {
    PhysicalPlan groups =
        new PhysicalPlan.Aggregate(
            scan(table, 0),
            List.of(0),
            List.of(List.of(0)),
            List.of(
                new AggregateCall(
                    AggregateFunction.COUNT,
                    true,
                    List.of(1),
                    OptionalLong.empty(),
                    Plain.BIGINT)));
    PhysicalPlan join =
        new PhysicalPlan.HashJoin(
            groups,
            scan(table, 1),
            JoinKind.INNER,
            List.of(0),
            List.of(0),
            List.of(false),
            Optional.empty());
    PhysicalPlan project =
        new PhysicalPlan.Project(join, List.of(column(join, 0), column(join, 1), column(join, 3)));
    return new PhysicalPlan.Sort(
        project,
        List.of(
            new SortKey(0, false, false),
            new SortKey(1, false, false),
            new SortKey(2, false, false)),
        Optional.empty(),
        Optional.empty());
  }

  private MemoryTable table() {
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of((long) random.nextInt(10_000), "text " + random.nextInt(50_000)));
    }
    return MemoryTable.scattered(TYPES, rows, random, 2_000);
  }
}
