package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Copies rows for one worker, and remembers which morsel they came from, so that the rows of all
/// workers can be put together in the order of the morsels.
public final class RowCollector {
  private final GrowingColumn[] columns;
  private final List<Run> runs = new ArrayList<>();
  private int rows;

  /// Rows `from` to `to` of `collector` came from `morsel`.
  private record Run(RowCollector collector, int morsel, int from, int to) {}

  public RowCollector(List<DataType> types) {
    this(types.stream().map(DataType::layout).toArray(DataType.Layout[]::new));
  }

  public RowCollector(DataType.Layout[] layouts) {
    columns = GrowingColumn.of(layouts);
  }

  private RowCollector(GrowingColumn[] alike) {
    columns = Arrays.stream(alike).map(GrowingColumn::empty).toArray(GrowingColumn[]::new);
  }

  public int rows() {
    return rows;
  }

  /// Bytes of the rows' arrays.
  public long bytes() {
    long bytes = 0;
    for (GrowingColumn column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /// At least the bytes of what an append of the batch would allocate.
  public long growth(Batch batch) {
    long growth = 0;
    for (int i = 0; i < columns.length; i++) {
      growth += columns[i].growth(batch.columns()[i], batch.selection(), batch.selected());
    }
    return growth;
  }

  /// Each row's place in the whole: its morsel in the upper half, and in the lower its number among
  /// the rows of that morsel, which the first row's morsel counts from `first`.
  public long[] places(int first) {
    long[] places = new long[rows];
    for (Run run : runs) {
      long base = ((long) run.morsel << 32) + (run.from == 0 ? first : 0) - run.from;
      for (int row = run.from; row < run.to; row++) {
        places[row] = base + row;
      }
    }
    return places;
  }

  public void append(Batch batch, int morsel) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(batch.columns()[i], batch.selection(), batch.selected());
    }
    Run last = runs.isEmpty() ? null : runs.getLast();
    if (last != null && last.morsel == morsel) {
      runs.set(runs.size() - 1, new Run(this, morsel, last.from, rows + batch.selected()));
    } else {
      runs.add(new Run(this, morsel, rows, rows + batch.selected()));
    }
    rows += batch.selected();
  }

  /// Only some of the rows, and which morsels they came from.
  ///
  /// @param some their numbers, ascending
  public RowCollector retain(int[] some) {
    RowCollector kept = new RowCollector(columns);
    ColumnVector[] vectors = rowSet().columns();
    int at = 0;
    for (Run run : runs) {
      int from = at;
      while (at < some.length && some[at] < run.to) {
        at++;
      }
      if (at > from) {
        int[] chosen = Arrays.copyOfRange(some, from, at);
        kept.append(new Batch(vectors, rows, chosen, chosen.length), run.morsel);
      }
    }
    return kept;
  }

  /// The rows so far, in the order in which they came.
  public RowSet rowSet() {
    ColumnVector[] vectors = new ColumnVector[columns.length];
    Arrays.setAll(vectors, i -> columns[i].vector());
    return new RowSet(vectors, rows);
  }

  /// The rows of all collectors in the order of the morsels. A morsel belongs to one collector.
  ///
  /// @param check called between pieces of the work, to end it by throwing
  public static RowSet inOrder(List<RowCollector> parts, Runnable check) {
    if (parts.size() == 1) {
      return parts.getFirst().rowSet();
    }
    long total = parts.stream().mapToLong(RowCollector::rows).sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new Failure.OutOfMemory(
              "An intermediate result has " + total + " rows, too many to hold.")
          .raise();
    }
    List<Run> runs = new ArrayList<>();
    parts.forEach(part -> runs.addAll(part.runs));
    runs.sort(Comparator.comparingInt(Run::morsel));
    ColumnVector[] vectors = new ColumnVector[parts.getFirst().columns.length];
    Arrays.setAll(vectors, i -> merged(parts, runs, i, (int) total, check));
    return new RowSet(vectors, (int) total);
  }

  private static ColumnVector merged(
      List<RowCollector> parts, List<Run> runs, int column, int total, Runnable check) {
    GrowingColumn first = parts.getFirst().columns[column];
    GrowingColumn target = first.empty();
    target.reserve(total);
    int[] bases = new int[parts.size()];
    Arrays.setAll(bases, i -> target.adopt(parts.get(i).columns[column]));
    for (Run run : runs) {
      check.run();
      target.appendRange(
          run.collector.columns[column], run.from, run.to, bases[parts.indexOf(run.collector)]);
    }
    return target.vector();
  }
}
