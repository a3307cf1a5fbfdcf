package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/// The index file of a stretch of a pack: 16 bytes an entry, sorted by hash, searched where it
/// lies. Takes no heap; its marks are one bit an entry, off the heap too.
final class PackIndex implements Places, SortedPlaces {
  static final int SLOT_BYTES = 16;
  static final int UNIT_BITS = 6;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle MARKS = ValueLayout.JAVA_LONG.varHandle();
  private static final double KEYS = 0x1p64;

  private enum State {
    UNKNOWN,
    WHOLE,
    DAMAGED
  }

  private final PackIndexName name;
  private final MemorySegment slots;
  private final MemorySegment marks;
  private final int count;
  private final int checksum;
  private volatile State state = State.UNKNOWN;

  private PackIndex(PackIndexName name, MemorySegment file) {
    this.name = name;
    this.count = PackIndexHeader.slots(file);
    this.checksum = PackIndexHeader.slotsChecksum(file);
    this.slots = file.asSlice(PackIndexHeader.BYTES, (long) count * SLOT_BYTES);
    this.marks = Arena.ofAuto().allocate((count + 63L) / 64 * Long.BYTES, Long.BYTES);
  }

  /// Opens an index file; nothing where it is missing or has no valid header. Its slots are
  /// verified by [#isWhole].
  ///
  /// @param mapped whether it is mapped rather than read into memory
  static Optional<PackIndex> open(
      FileSystem files, Path directory, PackIndexName name, int salt, boolean mapped)
      throws IOException {
    try (StorageFile file = files.open(directory.resolve(name.fileName()), FileAccess.READ)) {
      long size = file.size();
      if (size < PackIndexHeader.BYTES) {
        return Optional.empty();
      }
      Arena arena = Arena.ofAuto();
      MemorySegment bytes = mapped ? file.map(0, size, arena) : read(file, size, arena);
      return PackIndexHeader.isValid(bytes, name, salt)
              && size == PackIndexHeader.BYTES + (long) PackIndexHeader.slots(bytes) * SLOT_BYTES
          ? Optional.of(new PackIndex(name, bytes))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static MemorySegment read(StorageFile file, long size, Arena arena) throws IOException {
    MemorySegment bytes = arena.allocate(size, EntryHeader.BYTES);
    for (long at = 0; at < size; at += 1 << 30) {
      file.read(bytes.asSlice(at, Math.min(size - at, 1 << 30)).asByteBuffer(), at);
    }
    return bytes;
  }

  PackIndexName name() {
    return name;
  }

  /// Whether the slots have their checksum; looked at once.
  boolean isWhole() {
    if (state == State.UNKNOWN) {
      CRC32C computed = new CRC32C();
      for (long at = 0; at < slots.byteSize(); at += 1 << 30) {
        computed.update(slots.asSlice(at, Math.min(slots.byteSize() - at, 1 << 30)).asByteBuffer());
      }
      state = (int) computed.getValue() == checksum ? State.WHOLE : State.DAMAGED;
    }
    return state == State.WHOLE;
  }

  @Override
  public int first(ChunkId id) {
    int slot = lowerBound(id.first());
    return slot < count && key(slot) == id.first() ? slot : -1;
  }

  @Override
  public int next(ChunkId id, int slot) {
    return slot + 1 < count && key(slot + 1) == id.first() ? slot + 1 : -1;
  }

  @Override
  public long place(int slot) {
    long offset = Integer.toUnsignedLong(slots.get(INT, (long) slot * SLOT_BYTES + 8)) << UNIT_BITS;
    long word = (long) MARKS.getOpaque(marks, (slot >>> 6) * (long) Long.BYTES);
    return (word >>> slot & 1) == 0 ? offset : offset | Place.VERIFIED;
  }

  @Override
  public void mark(int slot) {
    MARKS.getAndBitwiseOr(marks, (slot >>> 6) * (long) Long.BYTES, 1L << slot);
  }

  @Override
  public LongStream places() {
    return IntStream.range(0, count).mapToLong(slot -> Place.offset(place(slot))).sorted();
  }

  @Override
  public LongStream keys() {
    return IntStream.range(0, count()).mapToLong(this::key);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long key(int slot) {
    return slots.get(LONG, (long) slot * SLOT_BYTES);
  }

  @Override
  public long stride(int slot) {
    return Integer.toUnsignedLong(slots.get(INT, (long) slot * SLOT_BYTES + 12)) << UNIT_BITS;
  }

  /// The first slot whose key is not below `key`. Hashes are spread evenly, so that two guesses by
  /// proportion come near; steps that double find the bounds for a binary search.
  private int lowerBound(long key) {
    if (count == 0) {
      return 0;
    }
    int guess = clamp((long) (toDouble(key) / KEYS * count));
    guess = clamp(guess + (long) ((toDouble(key) - toDouble(key(guess))) / KEYS * count));
    int low = guess;
    for (int step = 1; low > 0 && !isBelow(key, low - 1); step *= 2) {
      low = Math.max(0, low - step);
    }
    int high = guess;
    for (int step = 1; high < count && isBelow(key, high); step *= 2) {
      high = (int) Math.min(count, (long) high + step);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBelow(key, middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Whether the slot's key is below `key`.
  private boolean isBelow(long key, int slot) {
    return Long.compareUnsigned(key(slot), key) < 0;
  }

  private int clamp(long slot) {
    return Math.clamp(slot, 0, count - 1);
  }

  private static double toDouble(long unsigned) {
    return (unsigned >>> 1) * 2.0;
  }
}
