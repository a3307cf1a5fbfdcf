package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Evaluator;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.expression.RowFilter;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import java.util.ArrayList;
import java.util.List;

/// Reads segments batch by batch: the columns of a filter just before it is computed, the other
/// columns only when rows are left.
final class ScanReader implements Source.Reader {
  private final Query query;
  private final List<? extends Segment> segments;
  private final List<ScanSource.Morsel> morsels;
  private final ScanColumn[] columns;
  private final long[] addresses;
  private final RowFilter filter;
  private final int[][] filterColumns;
  // null where a filter cannot be computed by entries of a dictionary
  private final CodedCondition[] coded;
  private final ScanFilter[] runtime;
  private final DeletedRows deleted = new DeletedRows();
  private Segment segment;
  private long firstAddress;
  private final ScanFigures figures;
  private int at;
  private int end;

  ScanReader(
      Query query,
      List<Column> columns,
      boolean address,
      List<Expression> filters,
      List<RuntimeFilter> runtime,
      List<? extends Segment> segments,
      List<ScanSource.Morsel> morsels,
      ScanFigures figures) {
    this.figures = figures;
    this.query = query;
    this.segments = segments;
    this.morsels = morsels;
    this.columns = columns.stream().map(ScanColumn::new).toArray(ScanColumn[]::new);
    this.addresses = address ? new long[Batch.CAPACITY] : null;
    this.coded = new CodedCondition[filters.size()];
    this.runtime =
        runtime.stream()
            .map(each -> new ScanFilter(each.column(), each.keys().get()))
            .toArray(ScanFilter[]::new);
    this.filterColumns = filters.stream().map(Expressions::columns).toArray(int[][]::new);
    List<Evaluator> conditions = new ArrayList<>(query.compiler().compileAll(filters));
    for (int i = 0; i < coded.length; i++) {
      coded[i] =
          Expressions.isVolatile(filters.get(i))
              ? null
              : coded(conditions.get(i), filterColumns[i]);
      conditions.set(i, coded[i] == null ? conditions.get(i) : coded[i]);
    }
    this.filter = new RowFilter(conditions);
  }

  /// Null for a condition that is not on a single text, or may fail.
  private CodedCondition coded(Evaluator condition, int[] read) {
    return read.length == 1
            && read[0] < columns.length
            && columns[read[0]].isText()
            && !condition.fallible()
        ? new CodedCondition(condition, read[0], columns.length, columns[read[0]])
        : null;
  }

  @Override
  public void start(int morsel) {
    ScanSource.Morsel next = morsels.get(morsel);
    Segment of = segments.get(next.segment());
    if (of != segment) {
      segment = of;
      for (ScanColumn column : columns) {
        column.start(segment);
      }
    }
    firstAddress = (long) next.segment() << 32;
    deleted.start(segment.deleted());
    at = next.from();
    end = next.to();
  }

  @Override
  public Batch next() {
    while (at < end) {
      query.check();
      int from = at;
      int rows = Math.min(Batch.CAPACITY, end - from);
      at += rows;
      query.progress().read(rows);
      Batch batch = read(from, rows);
      if (batch != null) {
        return batch;
      }
    }
    return null;
  }

  private Batch read(int from, int rows) {
    ColumnVector[] vectors = new ColumnVector[columns.length + (addresses == null ? 0 : 1)];
    Batch live = deleted.live(new Batch(vectors, rows), from);
    if (live.selected() == 0) {
      return null;
    }
    Batch kept =
        filter.apply(
            live,
            conjunct -> {
              if (coded[conjunct] == null || !coded[conjunct].prepare(from, rows)) {
                for (int column : filterColumns[conjunct]) {
                  load(vectors, column, from, rows);
                }
              }
            });
    for (int i = 0; i < runtime.length && kept != null; i++) {
      if (runtime[i].isUseful()) {
        int column = runtime[i].column();
        load(vectors, column, from, rows);
        kept = runtime[i].apply(kept, (LongVector) vectors[column]);
      }
    }
    if (kept != null) {
      for (int column = 0; column < vectors.length; column++) {
        load(vectors, column, from, rows);
      }
    }
    return kept;
  }

  private void load(ColumnVector[] vectors, int column, int from, int rows) {
    if (vectors[column] != null) {
      return;
    }
    if (column < columns.length) {
      query.check();
      vectors[column] = columns[column].read(from, rows);
      figures.read(vectors[column], rows);
    } else {
      for (int i = 0; i < rows; i++) {
        addresses[i] = firstAddress + from + i;
      }
      vectors[column] = new LongVector(addresses, null);
    }
  }
}
