package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.execution.plan.Access;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.index.RowSearch;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The rows of a table that are found by its primary key or an index. Where these are many, a scan
/// of all rows costs less than finding each.
final class LookupSource implements Source {
  /// Rows that may be found whatever the table's size.
  private static final int FEW = 256;

  /// A scan costs as much as finding one in so many of its rows.
  private static final int ROWS_TO_FIND = 256;

  private final Query query;
  private final PhysicalPlan.Scan scan;
  private final TableSnapshot table;
  private final long[] addresses;

  private LookupSource(Query query, PhysicalPlan.Scan scan, TableSnapshot table, long[] addresses) {
    this.query = query;
    this.scan = scan;
    this.table = table;
    this.addresses = addresses;
  }

  /// What reads the scan's rows at the least cost.
  ///
  /// @param runtime which rows do not matter
  static Source of(Query query, PhysicalPlan.Scan scan, List<RuntimeFilter> runtime) {
    TableSnapshot table = query.context().tables().get(scan.table());
    Optional<long[]> found =
        Access.of(scan, table.schema()).flatMap(access -> find(query, table, access));
    found.ifPresent(_ -> query.progress().read(table.rowCount()));
    return found.isPresent()
        ? new LookupSource(query, scan, table, found.get())
        : new ScanSource(query, scan, runtime);
  }

  /// Ascending addresses; empty when they are too many, or not known.
  private static Optional<long[]> find(Query query, TableSnapshot table, Access access) {
    long most = Math.max(FEW, table.rowCount() / ROWS_TO_FIND);
    RowSearch search = new RowSearch(table, access.path());
    LongStream.Builder found = LongStream.builder();
    long[] count = {0};
    Optional<List<byte[]>> keys = keys(query.compiler(), table.schema(), access);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    for (byte[] key : keys.get()) {
      query.check();
      boolean all =
          search.visit(
              key,
              address -> {
                query.check((int) count[0]);
                found.add(address);
                return ++count[0] <= most;
              });
      if (!all) {
        return Optional.empty();
      }
    }
    return Optional.of(found.build().sorted().distinct().toArray());
  }

  /// The keys to look for; empty when a value cannot be computed: that is reported when a row needs
  /// it.
  private static Optional<List<byte[]>> keys(
      ExpressionCompiler compiler, TableSchema schema, Access access) {
    KeyPath path = access.path();
    List<List<ColumnVector>> keys = List.of(List.of());
    for (int i = 0; i < path.columns().size(); i++) {
      Column column = schema.columns().get(schema.ordinalOfId(path.columns().get(i)));
      List<List<ColumnVector>> longer = new ArrayList<>();
      for (Expression expression : access.values().get(i)) {
        Object value;
        try {
          value = compiler.value(expression);
        } catch (DatabaseException e) {
          return Optional.empty();
        }
        // NULL equals nothing
        if (value != null) {
          ColumnVector vector = ColumnVectors.of(column.type().layout(), value);
          keys.forEach(key -> longer.add(with(key, vector)));
        }
      }
      keys = longer;
    }
    return Optional.of(
        keys.stream()
            .map(key -> path.key(path.columns(), key.toArray(ColumnVector[]::new), 0))
            .toList());
  }

  private static List<ColumnVector> with(List<ColumnVector> key, ColumnVector value) {
    List<ColumnVector> longer = new ArrayList<>(key);
    longer.add(value);
    return longer;
  }

  @Override
  public int morsels() {
    return (addresses.length + Batch.CAPACITY - 1) / Batch.CAPACITY;
  }

  @Override
  public Reader reader() {
    return new LookupReader(query, scan, table, addresses);
  }
}
