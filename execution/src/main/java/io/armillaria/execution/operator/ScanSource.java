package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;

/// The rows of a table: each segment that its statistics do not rule out is a morsel.
final class ScanSource implements Source {
  private final Query query;
  private final List<Column> columns;
  private final boolean address;
  private final List<Expression> filters;
  private final List<? extends Segment> segments;
  private final int[] morsels;

  ScanSource(Query query, PhysicalPlan.Scan scan) {
    this.query = query;
    TableSnapshot table = query.context().tables().get(scan.table());
    this.columns = scan.columns().stream().map(id -> column(table, id)).toList();
    this.address = scan.address();
    this.filters = scan.filters();
    this.segments = table.segments();
    this.morsels = survivors(new SegmentPruner(query.compiler(), columns, filters));
  }

  @Override
  public int morsels() {
    return morsels.length;
  }

  @Override
  public Reader reader() {
    return new ScanReader(query, columns, address, filters, segments, morsels);
  }

  private int[] survivors(SegmentPruner pruner) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.rows() > 0 && !pruner.excludes(segment)) {
        kept.add(i);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
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
