package io.armillaria.execution;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.expression.SequenceNumbers;
import io.armillaria.execution.memory.MemoryBudget;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.execution.memory.SpillArea;
import io.armillaria.execution.operator.QueryExecutor;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Short names for plans and expressions, and runs of them.
public final class Plans {
  private static final long LITTLE_A_THREAD = 2 << 20;

  private Plans() {}

  public static PhysicalPlan.Scan scan(MemoryTable table, int index, Expression... filters) {
    return scan(table, index, false, filters);
  }

  public static PhysicalPlan.Scan scan(
      MemoryTable table, int index, boolean address, Expression... filters) {
    List<DataType> types = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    table
        .schema()
        .columns()
        .forEach(
            column -> {
              types.add(column.type());
              ids.add(column.id());
            });
    if (address) {
      types.add(Plain.BIGINT);
    }
    return new PhysicalPlan.Scan(
        index, table.name(), ids, types, address, List.of(filters), table.rowCount());
  }

  public static Expression column(PhysicalPlan input, int index) {
    return new Expression.Column(index, input.types().get(index));
  }

  public static Expression column(int index, DataType type) {
    return new Expression.Column(index, type);
  }

  public static Expression literal(Object value, DataType type) {
    return new Expression.Literal(value instanceof String s ? Cells.bytes(s) : value, type);
  }

  public static Expression bigint(long value) {
    return literal(value, Plain.BIGINT);
  }

  public static Expression call(Function function, DataType type, Expression... arguments) {
    return new Expression.Call(function, List.of(arguments), type);
  }

  /// A call whose result is BOOLEAN.
  public static Expression test(Function function, Expression... arguments) {
    return call(function, Plain.BOOLEAN, arguments);
  }

  public static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  public static ExecutionContext context(int threads, TableSnapshot... tables) {
    return new ExecutionContext(
        List.of(tables), List.of(), new Object[0], 0, ZoneId.of("UTC"), threads);
  }

  public static List<List<Object>> run(PhysicalPlan plan, int threads, TableSnapshot... tables) {
    return run(plan, context(threads, tables));
  }

  /// Runs a plan with so little memory that what is larger than a few pages goes to files, and
  /// checks that nothing is left of it.
  public static List<List<Object>> squeezed(
      PhysicalPlan plan, int threads, TableSnapshot... tables) {
    QueryMemory memory =
        new QueryMemory(
            new MemoryBudget(threads * LITTLE_A_THREAD), new SpillArea(Optional.empty()));
    List<List<Object>> rows = run(plan, context(threads, memory, tables));
    if (memory.budget().used() != 0 || memory.area().files() != 0) {
      throw new AssertionError(
          memory.budget().used() + " bytes and " + memory.area().files() + " files are left");
    }
    return rows;
  }

  public static ExecutionContext context(int threads, QueryMemory memory, TableSnapshot... tables) {
    return new ExecutionContext(
        List.of(tables),
        List.of(),
        new Object[0],
        0,
        ZoneId.of("UTC"),
        SequenceNumbers.NONE,
        threads,
        memory);
  }

  public static List<List<Object>> run(PhysicalPlan plan, ExecutionContext context) {
    List<List<Object>> rows = new ArrayList<>();
    try (Cursor cursor = QueryExecutor.execute(plan, context)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        if (batch.selection() != null || batch.rows() == 0) {
          throw new AssertionError("a batch with a selection or without rows");
        }
        rows.addAll(Cells.rows(batch));
      }
    }
    return rows;
  }
}
