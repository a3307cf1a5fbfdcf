package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Environment;
import io.armillaria.execution.expression.Evaluator;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.sql.planner.CheckCondition;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.txn.RowChecks;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Computes the CHECK conditions of rows that are about to be written, a batch at a time.
final class TableChecks implements RowChecks {
  private static final int KEPT = 256;

  private record Condition(Constraint.Check check, Expression expression) {}

  /// The conditions of the schemas asked about last; guarded by itself.
  private final Map<TableSchema, List<Condition>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TableSchema, List<Condition>> eldest) {
          return size() > KEPT;
        }
      };

  @Override
  public void check(String table, TableSchema schema, RowBlock rows) {
    ExpressionCompiler compiler =
        new ExpressionCompiler(new Environment(new Object[0], 0, ZoneOffset.UTC));
    ColumnVector[] vectors = vectors(rows, schema.columns());
    for (Condition condition : conditions(table, schema)) {
      Evaluator evaluator = compiler.compile(condition.expression());
      for (int from = 0; from < rows.rows(); from += Batch.CAPACITY) {
        int count = Math.min(Batch.CAPACITY, rows.rows() - from);
        int failed = firstFalse(evaluator, batch(vectors, from, count));
        if (failed >= 0) {
          ColumnVector[] named = vectors(rows, RowText.columns(schema));
          throw violation(table, condition.check(), RowText.of(schema, named, from + failed));
        }
      }
    }
  }

  static RuntimeException violation(String table, Constraint.Check check, String row) {
    return new Failure.CheckViolation(
            table,
            check.name(),
            "Row " + row + " of " + table + " fails check " + check.name() + ": " + check.sql())
        .raise();
  }

  private static ColumnVector[] vectors(RowBlock rows, List<Column> columns) {
    return columns.stream()
        .map(column -> rows.vectors().get(rows.ordinalOfId(column.id())))
        .toArray(ColumnVector[]::new);
  }

  private static Batch batch(ColumnVector[] vectors, int from, int count) {
    ColumnVector[] slices = new ColumnVector[vectors.length];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = ColumnVectors.slice(vectors[i], from, count);
    }
    return new Batch(slices, count);
  }

  /// The first row whose condition is FALSE, or -1: UNKNOWN is no violation.
  private static int firstFalse(Evaluator evaluator, Batch batch) {
    LongVector truth = (LongVector) evaluator.evaluate(batch);
    for (int row = 0; row < batch.rows(); row++) {
      if (!truth.isNull(row) && truth.values()[row] == 0) {
        return row;
      }
    }
    return -1;
  }

  private List<Condition> conditions(String table, TableSchema schema) {
    synchronized (known) {
      List<Condition> found = known.get(schema);
      if (found != null) {
        return found;
      }
    }
    List<Condition> made = new ArrayList<>();
    for (Constraint constraint : schema.constraints()) {
      if (constraint instanceof Constraint.Check check) {
        Expression expression = CheckCondition.of(check.sql()).over(table, schema, check.name());
        made.add(new Condition(check, expression));
      }
    }
    synchronized (known) {
      known.put(schema, made);
    }
    return made;
  }
}
