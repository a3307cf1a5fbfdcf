package io.armillaria.storage.page;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryWriter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Hashes in ascending order, without sign, each with a number.
///
/// A page is up to [#PAGE] entries of 16 bytes, hash and number. The directory has 40 bytes for
/// each page: its first hash and its id.
///
/// @param directory the directory's id
record HashRun(ChunkId directory, long entries) {
  static final int PAGE = 4096;

  private static final long ENTRY = 16;
  private static final long PLACE = 8 + ChunkId.BYTES;

  void find(Pages pages, long low, long high, LongConsumer visitor) {
    MemorySegment places = pages.read(directory);
    long count = places.byteSize() / PLACE;
    // the page before the first one that begins above low may hold it, and so on if equal ones do
    long at = Math.max(0, firstAtLeast(places, PLACE, count, low) - 1);
    for (; at < count && Long.compareUnsigned(key(places, PLACE, at), high) <= 0; at++) {
      MemorySegment page = pages.read(ChunkId.readFrom(places, at * PLACE + 8));
      long size = page.byteSize() / ENTRY;
      for (long i = firstAtLeast(page, ENTRY, size, low);
          i < size && Long.compareUnsigned(key(page, ENTRY, i), high) <= 0;
          i++) {
        visitor.accept(page.get(Pages.LONG, i * ENTRY + 8));
      }
    }
  }

  void forEachNode(Pages pages, Consumer<ChunkId> visitor) {
    visitor.accept(directory);
    MemorySegment places = pages.read(directory);
    for (long at = 0; at < places.byteSize(); at += PLACE) {
      visitor.accept(ChunkId.readFrom(places, at + 8));
    }
  }

  static HashRun merge(Pages pages, List<HashRun> runs) {
    PriorityQueue<Cursor> cursors =
        new PriorityQueue<>(Comparator.comparingLong(cursor -> cursor.hash() ^ Long.MIN_VALUE));
    runs.forEach(run -> cursors.add(new Cursor(pages, run)));
    Writer writer = new Writer(pages);
    while (!cursors.isEmpty()) {
      Cursor least = cursors.remove();
      writer.add(least.hash(), least.number());
      if (least.next()) {
        cursors.add(least);
      }
    }
    return writer.finish();
  }

  private static long key(MemorySegment items, long stride, long index) {
    return items.get(Pages.LONG, index * stride);
  }

  private static long firstAtLeast(MemorySegment items, long stride, long count, long low) {
    long from = 0;
    long to = count;
    while (from < to) {
      long middle = (from + to) >>> 1;
      if (Long.compareUnsigned(key(items, stride, middle), low) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /// Goes through a run, which is never empty.
  private static final class Cursor {
    private final Pages pages;
    private final MemorySegment places;
    private MemorySegment page;
    private long nextPlace;
    private long at;

    Cursor(Pages pages, HashRun run) {
      this.pages = pages;
      this.places = pages.read(run.directory);
      open();
    }

    private void open() {
      page = pages.read(ChunkId.readFrom(places, nextPlace + 8));
      nextPlace += PLACE;
      at = 0;
    }

    long hash() {
      return page.get(Pages.LONG, at);
    }

    long number() {
      return page.get(Pages.LONG, at + 8);
    }

    boolean next() {
      at += ENTRY;
      if (at < page.byteSize()) {
        return true;
      }
      if (nextPlace < places.byteSize()) {
        open();
        return true;
      }
      return false;
    }
  }

  /// Takes entries in their order.
  static final class Writer {
    private final Pages pages;
    private final BinaryWriter places = new BinaryWriter();
    private final List<long[]> page = new ArrayList<>();
    private long entries;

    Writer(Pages pages) {
      this.pages = pages;
    }

    void add(long hash, long number) {
      page.add(new long[] {hash, number});
      entries++;
      if (page.size() == PAGE) {
        flush();
      }
    }

    private void flush() {
      BinaryWriter out = new BinaryWriter((int) (page.size() * ENTRY));
      page.forEach(entry -> out.i64(entry[0]).i64(entry[1]));
      places.i64(page.getFirst()[0]).raw(pages.write(out).toBytes());
      page.clear();
    }

    HashRun finish() {
      if (!page.isEmpty()) {
        flush();
      }
      return new HashRun(pages.write(places), entries);
    }
  }
}
