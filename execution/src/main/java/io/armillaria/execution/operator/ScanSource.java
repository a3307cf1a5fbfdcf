package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;

/// The rows of a table, without the segments that statistics rule out. A morsel is a part of a
/// segment, so that small tables occupy all workers.
final class ScanSource implements Source {
  private static final int MORSEL = 16 * Batch.CAPACITY;

  private final Query query;
  private final List<Column> columns;
  private final boolean address;
  private final List<Expression> filters;
  private final List<? extends Segment> segments;
  private final List<RuntimeFilter> runtime;
  private final ScanFigures figures;
  private final List<Morsel> morsels;

  /// Some rows of a segment.
  record Morsel(int segment, int from, int to) {}

  /// @param runtime which rows do not matter
  ScanSource(Query query, PhysicalPlan.Scan scan, List<RuntimeFilter> runtime) {
    this.query = query;
    TableSnapshot table = query.context().tables().get(scan.table());
    this.columns = scan.columns().stream().map(id -> column(table, id)).toList();
    this.address = scan.address();
    this.filters = scan.filters();
    this.segments = table.segments();
    this.figures = query.figures() == null ? ScanFigures.NONE : query.figures().scan(scan);
    // the address is no key of a join
    this.runtime = runtime.stream().filter(each -> each.column() < columns.size()).toList();
    this.morsels = survivors(new SegmentPruner(query.compiler(), columns, filters));
  }

  @Override
  public int morsels() {
    return morsels.size();
  }

  @Override
  public Reader reader() {
    return new ScanReader(query, columns, address, filters, runtime, segments, morsels, figures);
  }

  private List<Morsel> survivors(SegmentPruner pruner) {
    List<Morsel> kept = new ArrayList<>();
    int all = 0;
    int pruned = 0;
    for (int i = 0; i < segments.size(); i++) {
      query.check();
      Segment segment = segments.get(i);
      all += segment.rows() > 0 ? 1 : 0;
      if (segment.rows() > 0 && (pruner.excludes(segment) || isIrrelevant(segment))) {
        pruned++;
        query.progress().read(segment.rows());
      } else {
        for (int from = 0; from < segment.rows(); from += MORSEL) {
          kept.add(new Morsel(i, from, Math.min(segment.rows(), from + MORSEL)));
        }
      }
    }
    figures.prune(all, pruned);
    return kept;
  }

  private boolean isIrrelevant(Segment segment) {
    return runtime.stream()
        .anyMatch(
            filter ->
                filter.keys().get().excludes(segment.statistics(columns.get(filter.column()))));
  }

  private static Column column(TableSnapshot table, int id) {
    TableSchema schema = table.schema();
    int ordinal = schema.ordinalOfId(id);
    if (ordinal < 0) {
      throw new Failure.Internal(
              "The plan names column " + id + ", which " + table.name() + " lacks.")
          .raise();
    }
    return schema.columns().get(ordinal);
  }
}
