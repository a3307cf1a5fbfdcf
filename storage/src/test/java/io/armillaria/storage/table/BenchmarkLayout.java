package io.armillaria.storage.table;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.RoaringBitmap;

/// Microseconds to find a row by its key in a base with some runs on top, and to apply a change of
/// one row. Run as BenchmarkCommitLog is.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkLayout {
  private static final Column ID = new Column(1, "ID", DataType.Plain.BIGINT, false);
  private static final List<Column> KEY = List.of(ID);
  private static final int RUNS = 16;

  @Param({"10000", "1000000"})
  public int rows = 10_000;

  private final Random random = new Random(1);
  private final TableId table = TableId.random();
  private Layout layout = Layout.EMPTY;

  @Setup(Level.Trial)
  public void load() {
    Leaves leaves = new Leaves(ChunkStores.memory(Blake3.best()));
    LeafWriter writer = new LeafWriter(leaves, KEY, KEY, false);
    int block = 10_000;
    for (int from = 0; from < rows; from += block) {
      writer.append(ids(from, block));
    }
    List<Change.Upserts> loaded = new ArrayList<>();
    for (LeafRows leaf : writer.finish()) {
      loaded.add(new Change.Upserts(leaf, new RoaringBitmap()));
    }
    layout = Layout.EMPTY.apply(change(rows, loaded), KEY);
    for (int run = 0; run < RUNS; run++) {
      layout = replaceOne();
    }
  }

  private static RowBlock ids(int from, int count) {
    Object[] ids = new Object[count];
    for (int i = 0; i < count; i++) {
      ids[i] = (long) from + i;
    }
    ColumnVector vector = ColumnVectors.of(DataType.Layout.LONG, ids);
    return new RowBlock(KEY, List.of(vector), count);
  }

  private Change change(int count, List<Change.Upserts> upserts) {
    return new Change(
        table,
        Optional.empty(),
        false,
        false,
        false,
        new RowCounts(count, 0, 0),
        List.of(),
        upserts);
  }

  @Benchmark
  public long find() {
    KeyEncoder key = new KeyEncoder();
    key.appendLong(random.nextInt(rows));
    return layout.find(KEY, key.toBytes());
  }

  @Benchmark
  public Layout replaceOne() {
    InlineRows row = new InlineRows(ids(random.nextInt(rows), 1), KEY);
    RoaringBitmap replaces = RoaringBitmap.bitmapOf(0);
    return layout.apply(change(0, List.of(new Change.Upserts(row, replaces))), KEY);
  }
}
