package io.armillaria.storage.page;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;

/// Entries, which are byte strings, numbered from 0 without gaps: a radix tree over the number. A
/// page holds [#PAGE] entries, a node above [#FAN] nodes or pages; all are full but the rightmost.
/// Immutable.
///
/// A page is its number of entries, the offset of each from the first and of the last one's end, 4
/// bytes each, and the entries. A node above is the ids of those below.
///
/// @param root empty when there are no entries
/// @param size how many entries there are
public record PageVector(Optional<ChunkId> root, long size) {
  public static final PageVector EMPTY = new PageVector(Optional.empty(), 0);

  /// Entries of a page.
  static final int PAGE = 128;

  /// Children of a node.
  static final int FAN = 128;

  public static PageVector read(BinaryReader in) {
    long size = in.varint();
    return size == 0
        ? EMPTY
        : new PageVector(Optional.of(ChunkId.of(in.raw(ChunkId.BYTES), 0)), size);
  }

  public void write(BinaryWriter out) {
    out.varint(size);
    root.ifPresent(id -> out.raw(id.toBytes()));
  }

  /// The entry with that number, which must be below [#size].
  public byte[] get(Pages pages, long index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + size);
    }
    ChunkId id = root.orElseThrow();
    for (long span = span(size); span > PAGE; span /= FAN) {
      id = child(pages, id, (int) (index % span / (span / FAN)));
    }
    return entry(pages, id, (int) (index % PAGE));
  }

  /// The vector with these entries in the place of those of the same numbers, or behind the last.
  public PageVector with(Pages pages, NavigableMap<Long, byte[]> entries) {
    if (entries.isEmpty()) {
      return this;
    }
    long newSize = Math.max(size, entries.lastKey() + 1);
    Optional<ChunkId> top = root;
    long span = span(size);
    for (; span < newSize; span *= FAN) {
      top = top.map(id -> pages.write(new BinaryWriter().raw(id.toBytes())));
    }
    return new PageVector(
        Optional.of(new Edit(pages, newSize).apply(top, span, 0, entries)), newSize);
  }

  /// Shows the id of every node and page.
  public void forEachNode(Pages pages, Consumer<ChunkId> visitor) {
    root.ifPresent(id -> forEachNode(pages, id, span(size), visitor));
  }

  private static void forEachNode(Pages pages, ChunkId id, long span, Consumer<ChunkId> visitor) {
    visitor.accept(id);
    if (span > PAGE) {
      MemorySegment node = pages.read(id);
      for (int i = 0; i < children(node); i++) {
        forEachNode(pages, ChunkId.readFrom(node, (long) i * ChunkId.BYTES), span / FAN, visitor);
      }
    }
  }

  /// How many entries the root of so many has room for.
  private static long span(long entries) {
    long span = PAGE;
    while (span < entries) {
      span *= FAN;
    }
    return span;
  }

  private static int children(MemorySegment node) {
    return (int) (node.byteSize() / ChunkId.BYTES);
  }

  private static ChunkId child(Pages pages, ChunkId id, int index) {
    MemorySegment node = pages.read(id);
    if (index >= children(node)) {
      throw Pages.corrupt(id, "has " + children(node) + " children, not more than " + index);
    }
    return ChunkId.readFrom(node, (long) index * ChunkId.BYTES);
  }

  private static byte[] entry(Pages pages, ChunkId id, int index) {
    MemorySegment page = pages.read(id);
    int count = count(id, page);
    if (index >= count) {
      throw Pages.corrupt(id, "has " + count + " entries, not more than " + index);
    }
    long first = 4L + 4L * (count + 1L);
    int start = page.get(Pages.INT, 4L + 4L * index);
    int end = page.get(Pages.INT, 8L + 4L * index);
    if (start < 0 || end < start || first + end > page.byteSize()) {
      throw Pages.corrupt(id, "has entry " + index + " from " + start + " to " + end);
    }
    return Pages.bytes(page, first + start, end - start);
  }

  private static int count(ChunkId id, MemorySegment page) {
    int count = page.byteSize() < 8 ? -1 : page.get(Pages.INT, 0);
    if (count < 0 || count > PAGE || 8L + 4L * count > page.byteSize()) {
      throw Pages.corrupt(id, "is not a page of entries");
    }
    return count;
  }

  /// Writes what entries change, from the pages up.
  private record Edit(Pages pages, long newSize) {
    ChunkId apply(
        Optional<ChunkId> old, long span, long start, NavigableMap<Long, byte[]> entries) {
      return span == PAGE ? page(old, start, entries) : node(old, span, start, entries);
    }

    private ChunkId page(Optional<ChunkId> old, long start, NavigableMap<Long, byte[]> entries) {
      int before = old.map(id -> count(id, pages.read(id))).orElse(0);
      int count = (int) Math.min(PAGE, newSize - start);
      List<byte[]> all = new ArrayList<>(count);
      int length = 0;
      for (int i = 0; i < count; i++) {
        byte[] entry = entries.get(start + i);
        if (entry == null && i >= before) {
          throw new IllegalArgumentException("entry " + (start + i) + " is missing");
        }
        all.add(entry == null ? entry(pages, old.orElseThrow(), i) : entry);
        length += all.get(i).length;
      }
      BinaryWriter out = new BinaryWriter(8 + 4 * count + length).i32(count).i32(0);
      int end = 0;
      for (byte[] entry : all) {
        end += entry.length;
        out.i32(end);
      }
      all.forEach(out::raw);
      return pages.write(out);
    }

    private ChunkId node(
        Optional<ChunkId> old, long span, long start, NavigableMap<Long, byte[]> entries) {
      int before = old.map(id -> children(pages.read(id))).orElse(0);
      long step = span / FAN;
      BinaryWriter out = new BinaryWriter();
      for (int i = 0; i < FAN && start + i * step < newSize; i++) {
        long from = start + i * step;
        Optional<ChunkId> child =
            i < before ? Optional.of(child(pages, old.orElseThrow(), i)) : Optional.empty();
        NavigableMap<Long, byte[]> mine = entries.subMap(from, true, from + step, false);
        ChunkId id = mine.isEmpty() ? child.orElseThrow() : apply(child, step, from, mine);
        out.raw(id.toBytes());
      }
      return pages.write(out);
    }
  }
}
