package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyEncoder;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the row of a primary key that parameters give, without a pipeline. Immutable; safe for
/// many threads.
public final class KeyLookup {
  private final int[] parameters;
  private final Column[] columns;

  private KeyLookup(int[] parameters, Column[] columns) {
    this.parameters = parameters;
    this.columns = columns;
  }

  /// The lookup that a plan is: columns of a scan whose filters compare each column of the primary
  /// key with a parameter of its layout, once, and nothing else.
  ///
  /// @param schema of the table that the plan scans
  public static Optional<KeyLookup> of(PhysicalPlan plan, TableSchema schema) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> of(scan, indices(scan.columns().size()), schema);
      case PhysicalPlan.Project(PhysicalPlan.Scan scan, List<Expression> expressions) ->
          expressions.stream().allMatch(Expression.Column.class::isInstance)
              ? of(
                  scan,
                  expressions.stream()
                      .mapToInt(expression -> ((Expression.Column) expression).index())
                      .toArray(),
                  schema)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static int[] indices(int count) {
    int[] indices = new int[count];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  private static Optional<KeyLookup> of(PhysicalPlan.Scan scan, int[] results, TableSchema schema) {
    List<Integer> key = schema.primaryKey();
    if (scan.address() || key.isEmpty() || scan.filters().size() != key.size()) {
      return Optional.empty();
    }
    int[] parameters = new int[key.size()];
    Arrays.fill(parameters, -1);
    for (Expression filter : scan.filters()) {
      if (!(filter instanceof Expression.Call(Function function, List<Expression> sides, _)
          && function == Function.EQUAL
          && sides.get(0) instanceof Expression.Column(int place, DataType left)
          && sides.get(1) instanceof Expression.Parameter(int parameter, DataType right)
          && isSame(left, right))) {
        return Optional.empty();
      }
      int part = key.indexOf(scan.columns().get(place));
      if (part < 0 || parameters[part] >= 0) {
        return Optional.empty();
      }
      parameters[part] = parameter;
    }
    Column[] columns = new Column[results.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = schema.columns().get(schema.ordinalOfId(scan.columns().get(results[i])));
    }
    return Optional.of(new KeyLookup(parameters, columns));
  }

  /// Whether equal values of the two types are the same longs or bytes.
  private static boolean isSame(DataType left, DataType right) {
    return switch (left) {
      case DataType.Plain.SMALLINT, DataType.Plain.INTEGER, DataType.Plain.BIGINT ->
          right == DataType.Plain.BIGINT;
      case DataType.Varchar _ -> right instanceof DataType.Varchar;
      default -> false;
    };
  }

  /// The row, or null.
  ///
  /// @param table of the schema that the lookup was made for
  /// @param values of the parameters
  public Batch find(TableSnapshot table, Object[] values) {
    KeyEncoder key = new KeyEncoder();
    for (int parameter : parameters) {
      switch (values[parameter]) {
        case null -> {
          return null;
        }
        case Long number -> key.appendLong(number);
        case byte[] text -> key.appendBytes(text, 0, text.length);
        default -> throw new IllegalArgumentException(values[parameter].getClass().getName());
      }
    }
    long address = table.find(key.toBytes());
    return address < 0 ? null : read(table, address);
  }

  private Batch read(TableSnapshot table, long address) {
    Segment segment = table.segments().get((int) (address >>> 32));
    ColumnVector[] vectors = new ColumnVector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      Column column = columns[i];
      vectors[i] =
          ColumnVectors.read(segment.reader(column), column.type().layout(), (int) address, 1);
    }
    return new Batch(vectors, 1);
  }
}
