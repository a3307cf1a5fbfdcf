package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.RowFilter;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.Arrays;
import java.util.List;

/// Reads rows by their addresses, neighbours together.
final class LookupReader implements Source.Reader {
  private final Query query;
  private final TableSnapshot table;
  private final long[] addresses;
  private final List<Column> columns;
  private final boolean address;
  private final RowFilter filter;
  private int from;
  private boolean done;

  LookupReader(Query query, PhysicalPlan.Scan scan, TableSnapshot table, long[] addresses) {
    this.query = query;
    this.table = table;
    this.addresses = addresses;
    TableSchema schema = table.schema();
    this.columns =
        scan.columns().stream().map(id -> schema.columns().get(schema.ordinalOfId(id))).toList();
    this.address = scan.address();
    this.filter = new RowFilter(query.compiler().compileAll(scan.filters()));
  }

  @Override
  public void start(int morsel) {
    from = morsel * Batch.CAPACITY;
    done = false;
  }

  @Override
  public Batch next() {
    if (done) {
      return null;
    }
    query.check();
    done = true;
    int rows = Math.min(Batch.CAPACITY, addresses.length - from);
    ColumnVector[] vectors = new ColumnVector[columns.size() + (address ? 1 : 0)];
    for (int i = 0; i < columns.size(); i++) {
      vectors[i] = read(columns.get(i), rows);
    }
    if (address) {
      vectors[columns.size()] =
          new LongVector(Arrays.copyOfRange(addresses, from, from + rows), null);
    }
    return filter.apply(new Batch(vectors, rows));
  }

  private ColumnVector read(Column column, int rows) {
    VectorBuilder builder = VectorBuilder.of(column.type().layout(), rows);
    ColumnReader reader = null;
    for (int row = from; row < from + rows; ) {
      query.check();
      int to = row + 1;
      while (to < from + rows && addresses[to] == addresses[to - 1] + 1) {
        to++;
      }
      int segment = (int) (addresses[row] >>> 32);
      if (reader == null || segment != (int) (addresses[row - 1] >>> 32)) {
        reader = table.segments().get(segment).reader(column);
      }
      builder.appendRange(
          ColumnVectors.read(reader, column.type().layout(), (int) addresses[row], to - row),
          0,
          to - row);
      row = to;
    }
    return builder.build();
  }
}
