package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.column.ColumnChunk;
import io.armillaria.storage.column.ColumnEncoder;
import io.armillaria.storage.column.VectorReader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Sorted rows on their way to the chunk store as leaves, not to be forced yet. Helpers encode a
/// column at a time while the caller goes on; [#join] encodes what is left.
public final class LeafBatch {
  /// Fewer values are encoded sooner than handed over.
  private static final int WORTH_HELP = 1 << 14;

  private final Leaves leaves;
  private final RowBlock block;
  private final KeyReader keys;
  private final int[] ends;
  private final boolean whole;
  private final Leaf.Part[] parts;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch missing;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private LeafBatch(Leaves leaves, RowBlock block, KeyReader keys, List<CutRule.Cut> cuts) {
    this.leaves = leaves;
    this.block = block;
    this.keys = keys;
    this.ends = cuts.stream().mapToInt(CutRule.Cut::end).toArray();
    this.whole = cuts.isEmpty() || cuts.getLast().whole();
    this.parts = new Leaf.Part[ends.length * block.columns().size()];
    this.missing = new CountDownLatch(parts.length);
  }

  /// @param block rows in ascending order of `keyColumns`, which stay as they are until the batch
  ///   is joined
  /// @param all whether the rows after the last cut make a leaf too; else they are left out
  public static LeafBatch start(
      Leaves leaves, RowBlock block, List<Column> keyColumns, boolean all) {
    KeyReader keys =
        new KeyReader(
            keyColumns,
            column ->
                new VectorReader(
                    block.vectors().get(block.ordinalOfId(column.id())), block.rows()));
    LeafBatch batch =
        new LeafBatch(leaves, block, keys, cuts(leaves.cutRule(), block, keys, keyColumns, all));
    int helpers = Math.min(EncodingThreads.COUNT, batch.parts.length);
    for (int i = 0; i < helpers && batch.rows() >= WORTH_HELP; i++) {
      EncodingThreads.help(batch::encode);
    }
    return batch;
  }

  private static List<CutRule.Cut> cuts(
      CutRule rule, RowBlock block, KeyReader keys, List<Column> keyColumns, boolean all) {
    List<CutRule.Cut> cuts = new ArrayList<>();
    for (int from = 0; from < block.rows(); ) {
      CutRule.Cut cut = rule.cut(block, keys, keyColumns, from);
      if (!all && !cut.whole()) {
        break;
      }
      cuts.add(cut);
      from = cut.end();
    }
    return cuts;
  }

  /// Whether the last leaf ends where one does whatever rows come after it, as all others do.
  public boolean endsWhole() {
    return whole;
  }

  /// How many rows are in the leaves; the others are left.
  public int rows() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /// The leaves, in order.
  public List<LeafRows> join() {
    encode();
    awaitHelpers();
    List<LeafRows> written = new ArrayList<>();
    int columns = block.columns().size();
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      List<Leaf.Part> own = Arrays.asList(parts).subList(i * columns, (i + 1) * columns);
      written.add(
          write(leaves, new Leaf(ends[i] - from, keys.keyAt(from), keys.keyAt(ends[i] - 1), own)));
      from = ends[i];
    }
    return written;
  }

  /// One leaf like another, but for some columns.
  ///
  /// @param fresh new values of the columns of these ids
  public static LeafRows rewrite(Leaves leaves, LeafRows old, RowBlock fresh) {
    List<Leaf.Part> parts = new ArrayList<>();
    for (Leaf.Part part : old.leaf().parts()) {
      int ordinal = fresh.ordinalOfId(part.columnId());
      parts.add(ordinal < 0 ? part : encode(leaves, fresh, ordinal, 0, fresh.rows()));
    }
    Leaf leaf = old.leaf();
    return write(leaves, new Leaf(leaf.rows(), leaf.firstKey(), leaf.lastKey(), parts));
  }

  private static LeafRows write(Leaves leaves, Leaf leaf) {
    ChunkId id = leaves.store().put(ChunkKind.LEAF, MemorySegment.ofArray(leaf.encode()));
    return leaves.intern(new LeafRows(leaves.store(), id, leaf));
  }

  private void encode() {
    int columns = block.columns().size();
    for (int i = next.getAndIncrement(); i < parts.length; i = next.getAndIncrement()) {
      int leaf = i / columns;
      int from = leaf == 0 ? 0 : ends[leaf - 1];
      try {
        if (failure.get() == null) {
          parts[i] = encode(leaves, block, i % columns, from, ends[leaf] - from);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        missing.countDown();
      }
    }
  }

  private static Leaf.Part encode(Leaves leaves, RowBlock block, int ordinal, int from, int rows) {
    Column column = block.columns().get(ordinal);
    byte[] bytes = ColumnEncoder.encode(column.type(), block.vectors().get(ordinal), from, rows);
    ChunkId id = leaves.store().put(ChunkKind.COLUMN, MemorySegment.ofArray(bytes));
    return new Leaf.Part(
        column.id(), column.type(), id, bytes.length, ColumnChunk.statistics(bytes));
  }

  private void awaitHelpers() {
    boolean interrupted = false;
    while (true) {
      try {
        missing.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
