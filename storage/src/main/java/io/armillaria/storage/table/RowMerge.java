package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.roaringbitmap.RoaringBitmap;

/// Merges sorted rows into one ascending stream, a batch of each input in memory at a time. Inputs
/// are opened when their first key comes up, so that of a run in many leaves one is open.
public final class RowMerge {
  private static final int BATCH = 1024;

  /// What the batches of all open inputs take, about.
  private static final long MOST_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() / 16, 1 << 20, 32 << 20);

  /// Where a batch would have less rows, only their keys wait.
  private static final int LEAST = 16;

  private final List<Column> columns;
  private final int[] keyOrdinals;
  private final Sink sink;
  private final Deque<Input> waiting = new ArrayDeque<>();
  private final PriorityQueue<Cursor> open;
  private ColumnVector[] waitingKey;

  /// Sorted rows, less those to skip.
  ///
  /// @param tag the caller's own
  public record Input(SortedRows rows, RoaringBitmap skip, Object tag) {
    public int liveRows() {
      return rows.rows() - skip.getCardinality();
    }
  }

  /// Where the merged rows go.
  public interface Sink {
    /// Offers an input whose rows no other's lie between.
    ///
    /// @param last whether no row comes after it
    /// @return whether the input was taken as it is; else its rows follow one by one
    boolean take(Input input, boolean last);

    /// Rows of an input, from its row `row` on: the rows `from .. from + count` of `vectors`, one
    /// for each column.
    void rows(Input input, int row, ColumnVector[] vectors, int from, int count);

    /// Two inputs have a row of the same key; the rows follow all the same.
    void same(Input input, int row, Input other, int otherRow);
  }

  /// @param columns what to read of the rows, the key's columns among them
  public RowMerge(List<Column> columns, List<Column> keyColumns, List<Input> inputs, Sink sink) {
    this.columns = columns;
    this.keyOrdinals = keyColumns.stream().mapToInt(columns::indexOf).toArray();
    this.sink = sink;
    this.open = new PriorityQueue<>(Math.max(1, inputs.size()), Cursor::compareTo);
    inputs.stream()
        .filter(input -> input.liveRows() > 0)
        .sorted(Comparator.comparing(input -> input.rows().firstKey(), KeyReader::compare))
        .forEach(waiting::add);
  }

  public void run() {
    readWaitingKey();
    while (!open.isEmpty() || !waiting.isEmpty()) {
      if (open.isEmpty()) {
        openNext(true);
      } else {
        step();
      }
    }
  }

  private void step() {
    Cursor top = open.peek();
    while (waitingKey != null && RowOrder.compare(waitingKey, 0, top.keys, top.at) <= 0) {
      openNext(false);
      top = open.peek();
    }
    open.poll();
    Cursor second = open.peek();
    if (second != null && RowOrder.compare(top.keys, top.at, second.keys, second.at) == 0) {
      sink.same(top.input, top.row(), second.input, second.row());
    }
    int end = top.runEnd();
    if (second != null) {
      end = top.before(second.keys, second.at, end);
    }
    if (waitingKey != null) {
      end = top.before(waitingKey, 0, end);
    }
    top.give(end);
    if (top.moveTo(end)) {
      open.add(top);
    }
  }

  private void openNext(boolean alone) {
    Input input = waiting.poll();
    readWaitingKey();
    boolean apart =
        alone
            && (waiting.isEmpty()
                || KeyReader.compare(input.rows().lastKey(), waiting.peek().rows().firstKey()) < 0);
    if (!apart || !sink.take(input, waiting.isEmpty())) {
      open.add(new Cursor(input));
    }
  }

  private void readWaitingKey() {
    Input next = waiting.peek();
    if (next == null) {
      waitingKey = null;
      return;
    }
    waitingKey = new ColumnVector[keyOrdinals.length];
    for (int i = 0; i < waitingKey.length; i++) {
      Column column = columns.get(keyOrdinals[i]);
      waitingKey[i] = ColumnVectors.read(next.rows().reader(column), column.type().layout(), 0, 1);
    }
  }

  /// A place in one input, at a row that is not skipped.
  private final class Cursor implements Comparable<Cursor> {
    private final Input input;
    private final ColumnReader[] readers = new ColumnReader[columns.size()];
    private final ColumnVector[] vectors = new ColumnVector[columns.size()];
    private final ColumnVector[] keys = new ColumnVector[keyOrdinals.length];
    private int first;
    private int count;
    private int at;

    /// How many rows are read at a time, but for their keys.
    private int atOnce;

    Cursor(Input input) {
      this.input = input;
      for (int i = 0; i < readers.length; i++) {
        readers[i] = input.rows().reader(columns.get(i));
      }
      moveTo(0);
    }

    int row() {
      return first + at;
    }

    /// Where the rows of the batch that follow without one to skip end.
    int runEnd() {
      long skipped = input.skip().nextValue(row());
      return skipped < 0 ? count : (int) Math.min(count, skipped - first);
    }

    /// The end of those rows up to `end` that are before the key; the current one is, or equal.
    int before(ColumnVector[] key, int keyRow, int end) {
      if (RowOrder.compare(keys, end - 1, key, keyRow) < 0) {
        return end;
      }
      int from = at + 1;
      while (from < end && RowOrder.compare(keys, from, key, keyRow) < 0) {
        from++;
      }
      return from;
    }

    /// @param next a row of the batch, or its end
    /// @return whether there is such a row, or one after it
    boolean moveTo(int next) {
      long row = input.skip().nextAbsentValue(first + next);
      if (row >= input.rows().rows()) {
        return false;
      }
      if (row >= first + count) {
        read((int) row);
      }
      at = (int) row - first;
      return true;
    }

    /// Gives the rows from the current one up to `end`.
    void give(int end) {
      if (atOnce >= LEAST) {
        sink.rows(input, row(), vectors, at, end - at);
        return;
      }
      for (int from = at; from < end; from += atOnce) {
        int rows = Math.min(atOnce, end - from);
        for (int i = 0; i < readers.length; i++) {
          vectors[i] = read(i, first + from, rows);
        }
        sink.rows(input, first + from, vectors, 0, rows);
      }
      Arrays.fill(vectors, null);
    }

    private void read(int row) {
      first = row;
      SortedRows stored = input.rows();
      long fair = MOST_BYTES / (open.size() + 1);
      atOnce = Math.clamp(fair * stored.rows() / (stored.heapBytes() + 1), 1, BATCH);
      count = Math.min(atOnce >= LEAST ? atOnce : BATCH, stored.rows() - row);
      for (int i = 0; i < readers.length && atOnce >= LEAST; i++) {
        vectors[i] = read(i, first, count);
      }
      for (int i = 0; i < keys.length; i++) {
        int ordinal = keyOrdinals[i];
        keys[i] = atOnce >= LEAST ? vectors[ordinal] : read(ordinal, first, count);
      }
    }

    private ColumnVector read(int ordinal, int from, int rows) {
      return ColumnVectors.read(readers[ordinal], columns.get(ordinal).type().layout(), from, rows);
    }

    @Override
    public int compareTo(Cursor other) {
      return RowOrder.compare(keys, at, other.keys, other.at);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
