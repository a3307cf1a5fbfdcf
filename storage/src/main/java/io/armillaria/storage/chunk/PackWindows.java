package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/// The mappings of one pack: one for each step of its growth, because a map and unmap costs four
/// orders of magnitude more than a slice. Each begins where the entries ended when the file grew,
/// so every entry lies in one of them whole. Immutable; a larger file gets a new object.
final class PackWindows {
  static final PackWindows NONE = new PackWindows(new long[0], new MemorySegment[0]);

  private final long[] starts;
  private final MemorySegment[] segments;

  private PackWindows(long[] starts, MemorySegment[] segments) {
    this.starts = starts;
    this.segments = segments;
  }

  /// These and one more, which maps the file from `start` on; alone if it maps all of it.
  PackWindows with(long start, MemorySegment segment) {
    int kept = start == 0 ? 0 : starts.length;
    long[] moreStarts = Arrays.copyOf(starts, kept + 1);
    MemorySegment[] moreSegments = Arrays.copyOf(segments, kept + 1);
    moreStarts[kept] = start;
    moreSegments[kept] = segment;
    return new PackWindows(moreStarts, moreSegments);
  }

  /// The end of the last mapping.
  long end() {
    int last = starts.length - 1;
    return last < 0 ? 0 : starts[last] + segments[last].byteSize();
  }

  boolean isBlank(long offset) {
    int window = window(offset);
    return EntryHeader.isBlank(segments[window], offset - starts[window]);
  }

  /// Whether an entry seems to begin at `offset`.
  boolean isEntry(long offset) {
    int window = window(offset);
    return EntryHeader.isEntry(segments[window], offset - starts[window]);
  }

  /// The header of the entry at `offset` of the file, if it verifies.
  Optional<EntryHeader> header(long offset, int salt) {
    int window = window(offset);
    long start = offset - starts[window];
    return start + EntryHeader.BYTES > segments[window].byteSize()
        ? Optional.empty()
        : EntryHeader.read(segments[window], start, salt)
            .filter(header -> header.stride() <= segments[window].byteSize() - start);
  }

  MemorySegment slice(long offset, long length) {
    int window = window(offset);
    return segments[window].asSlice(offset - starts[window], length);
  }

  /// The object of the entry at `offset`, whose header must have been verified; null if it is
  /// another one or compressed.
  MemorySegment direct(long offset, ChunkId id) {
    int window = window(offset);
    MemorySegment segment = segments[window];
    long start = offset - starts[window];
    return EntryHeader.isPlain(id, segment, start)
        ? segment.asSlice(start + EntryHeader.BYTES, EntryHeader.length(segment, start))
        : null;
  }

  private int window(long offset) {
    int found = starts.length == 1 ? 0 : Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }
}
