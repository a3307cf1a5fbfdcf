package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillFile;
import io.armillaria.execution.memory.SpillWriter;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The sorted runs of a sort that does not fit in memory. A last column beside the rows' own is
/// their place in the input: no two rows are equal, and the sort is stable. Workers add runs at the
/// same time.
final class SortRuns {
  /// Pages in memory of each run that is merged.
  private static final int PAGES = 2;

  private final Query query;
  private final List<DataType> types;
  private final List<DataType> spilledTypes;
  private final List<SortKey> keys;
  private final List<SortKey> spilledKeys;
  private final long most;
  private final int pageBytes;
  private final long least;
  // the least bytes of all workers; then the pages to merge, or the rows that are sorted
  private final Reservation memory;
  private List<SpilledRows> runs = new ArrayList<>();
  private SpillFile file;

  /// @param most how many rows of the whole are wanted
  SortRuns(Query query, PhysicalPlan.Sort sort, long most) {
    this.query = query;
    this.types = sort.types();
    this.keys = sort.keys();
    this.most = most;
    this.pageBytes = query.workspace().pageBytes(PAGES);
    long pages = ((long) PAGES * pageBytes) << query.workspace().partitionBits();
    this.least = pages / query.threads();
    this.memory = query.reserve(SortBuilder.HOLDER);
    memory.hold(pages);
    this.spilledTypes = new ArrayList<>(types);
    spilledTypes.add(Plain.BIGINT);
    this.spilledKeys = new ArrayList<>(keys);
    spilledKeys.add(new SortKey(types.size(), false, false));
  }

  List<DataType> types() {
    return types;
  }

  /// What leaves out rows for one worker; null where all are wanted, or many.
  TopRows top() {
    return most > 0 && most <= TopRows.LARGEST ? new TopRows(query, keys, (int) most) : null;
  }

  synchronized boolean isEmpty() {
    return runs.isEmpty();
  }

  /// Sorts rows and writes them as a run.
  void add(RowSet rows, long[] places) {
    int[] order = IndexSort.sorted(query, rows.columns(), keys, rows.rows());
    ColumnVector[] columns = Arrays.copyOf(rows.columns(), spilledTypes.size());
    columns[types.size()] = new LongVector(places, null);
    SpilledRows run = new SpilledRows(file(), spilledTypes);
    SpillWriter writer = writer(run);
    int count = (int) Math.min(most, rows.rows());
    int[] chosen = new int[Batch.CAPACITY];
    int step = step(rows, columns);
    for (int from = 0; from < count; from += step) {
      query.check();
      int size = Math.min(step, count - from);
      System.arraycopy(order, from, chosen, 0, size);
      writer.add(columns, chosen, size);
    }
    writer.flush();
    synchronized (this) {
      runs.add(run);
    }
  }

  /// Merges runs until they are few enough to be merged at once, and gives those.
  List<SpilledRows> reduce() {
    int most = 1 << query.workspace().partitionBits();
    while (runs.size() > most) {
      SpillFile source = file;
      file = null;
      List<SpilledRows> fewer = new ArrayList<>();
      for (int from = 0; from < runs.size(); from += most) {
        fewer.add(merged(runs.subList(from, Math.min(runs.size(), from + most))));
      }
      runs = fewer;
      source.close();
    }
    return runs;
  }

  /// Gives the rows of some runs in order.
  RunMerger merger(List<SpilledRows> some) {
    return new RunMerger(query, some, spilledTypes, spilledKeys);
  }

  /// The memory of one worker, which has enough for a few rows whatever others hold.
  Reservation worker() {
    return query.reserve(SortBuilder.HOLDER, least);
  }

  /// All rows are in memory and stay there.
  void keep(List<SortSink> sinks) {
    sinks.forEach(sink -> memory.absorb(sink.memory()));
    memory.shrink(sinks.stream().mapToLong(SortSink::bytes).sum());
  }

  synchronized void close() {
    memory.close();
    if (file != null) {
      file.close();
    }
  }

  private SpilledRows merged(List<SpilledRows> some) {
    SpilledRows run = new SpilledRows(file(), spilledTypes);
    SpillWriter writer = writer(run);
    RunMerger merger = merger(some);
    long left = most;
    for (Batch batch = merger.next(); batch != null && left > 0; batch = merger.next()) {
      writer.add(batch);
      left -= batch.rows();
    }
    writer.flush();
    return run;
  }

  // wide rows must not make large pages
  private int step(RowSet rows, ColumnVector[] columns) {
    long bytes = 0;
    for (ColumnVector column : columns) {
      bytes += SpillWriter.bytes(column, null, rows.rows());
    }
    return Math.clamp(pageBytes / Math.max(1, bytes / rows.rows()), 1, Batch.CAPACITY);
  }

  private SpillWriter writer(SpilledRows run) {
    return new SpillWriter(run, spilledTypes, pageBytes);
  }

  private synchronized SpillFile file() {
    if (file == null) {
      file = query.workspace().file();
    }
    return file;
  }
}
