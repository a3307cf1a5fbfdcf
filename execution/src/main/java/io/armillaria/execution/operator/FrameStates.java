package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// An aggregate whose states combine, by a tree of its states: a state for each 16 rows, one for
/// each 16 of those, and so on. A frame is put together from the states inside it and the rows at
/// its edges.
record FrameStates(
    AggregateCall call,
    int[] arguments,
    List<DataType> types,
    Supplier<CombinableAccumulator> states)
    implements WindowFunction {
  private static final int SHIFT = 4;

  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    Run run = new Run(partition);
    for (int from = partition.from(); from < partition.to(); from += Batch.CAPACITY) {
      int to = Math.min(partition.to(), from + Batch.CAPACITY);
      ColumnVector values = run.results(frames, from, to);
      for (int row = from; row < to; row++) {
        if (!values.isNull(row - from)) {
          results.set(row, values, row - from);
        }
      }
    }
  }

  private final class Run {
    private final ColumnVector[] columns;
    private final ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    private final int first;
    private final List<CombinableAccumulator> levels = new ArrayList<>();
    // pending additions to the states of results: rows for level 0, states of a level above it
    private final List<Pending> pending = new ArrayList<>();

    Run(WindowPartition partition) {
      columns = Arrays.stream(arguments).mapToObj(partition::column).toArray(ColumnVector[]::new);
      first = partition.from();
      pending.add(new Pending());
      int size = partition.to() - first;
      CombinableAccumulator lowest = states.get();
      int[] groups = new int[Batch.CAPACITY];
      int nodes = nodes(size);
      for (int from = 0; from < size; from += Batch.CAPACITY) {
        partition.check(from);
        int count = Math.min(Batch.CAPACITY, size - from);
        for (int i = 0; i < count; i++) {
          groups[i] = (from + i) >> SHIFT;
        }
        ColumnVector[] slices = new ColumnVector[columns.length];
        for (int i = 0; i < slices.length; i++) {
          slices[i] = gatherers[i].slice(columns[i], first + from, count);
        }
        lowest.add(new Batch(slices, count), slices, groups, nodes);
      }
      addLevel(lowest);
      for (int below = nodes; below > 1 << SHIFT; below = nodes(below)) {
        CombinableAccumulator next = states.get();
        int[] from = new int[below];
        int[] to = new int[below];
        for (int i = 0; i < below; i++) {
          from[i] = i;
          to[i] = i >> SHIFT;
        }
        next.combine(levels.getLast(), from, to, below, nodes(below));
        addLevel(next);
      }
    }

    ColumnVector results(RowFrames frames, int from, int to) {
      CombinableAccumulator target = states.get();
      for (int row = from; row < to; row++) {
        frames.show(row);
        for (int range = 0; range < frames.ranges(); range++) {
          collect(target, frames.from(range) - first, frames.to(range) - first, row - from);
        }
      }
      for (int level = 0; level < pending.size(); level++) {
        flush(target, level);
      }
      return target.result(call, to - from);
    }

    private void addLevel(CombinableAccumulator level) {
      levels.add(level);
      pending.add(new Pending());
    }

    /// Climbs while the range does not begin or end with whole nodes of the level above.
    private void collect(CombinableAccumulator target, int from, int to, int group) {
      int left = from;
      int right = to;
      for (int level = 0; left < right; level++) {
        boolean top = level == levels.size();
        int wholeFrom = nodes(left);
        int wholeTo = right >> SHIFT;
        if (top || wholeFrom >= wholeTo) {
          add(target, level, left, right, group);
          return;
        }
        add(target, level, left, wholeFrom << SHIFT, group);
        add(target, level, wholeTo << SHIFT, right, group);
        left = wholeFrom;
        right = wholeTo;
      }
    }

    private void add(CombinableAccumulator target, int level, int from, int to, int group) {
      Pending list = pending.get(level);
      for (int i = from; i < to; i++) {
        list.sources[list.count] = level == 0 ? first + i : i;
        list.groups[list.count++] = group;
        if (list.count == Batch.CAPACITY) {
          flush(target, level);
        }
      }
    }

    private void flush(CombinableAccumulator target, int level) {
      Pending list = pending.get(level);
      int count = list.count;
      list.count = 0;
      if (count == 0) {
        return;
      }
      if (level > 0) {
        target.combine(levels.get(level - 1), list.sources, list.groups, count, Batch.CAPACITY);
        return;
      }
      ColumnVector[] gathered = new ColumnVector[columns.length];
      for (int i = 0; i < gathered.length; i++) {
        gathered[i] = gatherers[i].gather(columns[i], list.sources, count);
      }
      target.add(new Batch(gathered, count), gathered, list.groups, Batch.CAPACITY);
    }

    private static int nodes(int below) {
      return (below + (1 << SHIFT) - 1) >> SHIFT;
    }
  }

  private static final class Pending {
    private final int[] sources = new int[Batch.CAPACITY];
    private final int[] groups = new int[Batch.CAPACITY];
    private int count;
  }
}
