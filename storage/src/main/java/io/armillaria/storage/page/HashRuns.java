package io.armillaria.storage.page;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Finds numbers by the first 8 bytes of a hash. Sorted runs, of which [#TIER] of about the same
/// size are merged into one, so that an entry is rewritten a logarithmic number of times.
/// Immutable.
public final class HashRuns {
  public static final HashRuns EMPTY = new HashRuns(List.of());

  /// Runs of one size that are merged; each size is so many times the next smaller one.
  static final int TIER = 8;

  private final List<HashRun> runs;

  private HashRuns(List<HashRun> runs) {
    this.runs = List.copyOf(runs);
  }

  public static HashRuns read(BinaryReader in) {
    List<HashRun> runs = new ArrayList<>();
    for (int left = in.count(1 + ChunkId.BYTES); left > 0; left--) {
      runs.add(new HashRun(ChunkId.of(in.raw(ChunkId.BYTES), 0), in.varint()));
    }
    return new HashRuns(runs);
  }

  public void write(BinaryWriter out) {
    out.varint(runs.size());
    runs.forEach(run -> out.raw(run.directory().toBytes()).varint(run.entries()));
  }

  /// Shows the numbers of all hashes from `low` to `high`, both inclusive and unsigned.
  public void find(Pages pages, long low, long high, LongConsumer visitor) {
    runs.forEach(run -> run.find(pages, low, high, visitor));
  }

  /// With more entries: `hashes`, ascending without sign, and the number of each.
  public HashRuns with(Pages pages, long[] hashes, long[] numbers) {
    if (hashes.length == 0) {
      return this;
    }
    HashRun.Writer writer = new HashRun.Writer(pages);
    for (int i = 0; i < hashes.length; i++) {
      writer.add(hashes[i], numbers[i]);
    }
    List<HashRun> result = new ArrayList<>(runs);
    result.add(writer.finish());
    while (mergeOnce(pages, result)) {
      // goes on with the next larger size
    }
    return new HashRuns(result);
  }

  public void forEachNode(Pages pages, Consumer<ChunkId> visitor) {
    runs.forEach(run -> run.forEachNode(pages, visitor));
  }

  private static boolean mergeOnce(Pages pages, List<HashRun> runs) {
    for (int i = 0; i < runs.size(); i++) {
      int tier = tier(runs.get(i));
      List<HashRun> same = runs.stream().filter(run -> tier(run) == tier).toList();
      if (same.size() >= TIER) {
        runs.removeAll(same);
        runs.add(HashRun.merge(pages, same));
        return true;
      }
    }
    return false;
  }

  private static int tier(HashRun run) {
    int tier = 0;
    for (long rest = run.entries(); rest >= TIER; rest /= TIER) {
      tier++;
    }
    return tier;
  }
}
