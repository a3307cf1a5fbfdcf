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

  /// These and one more, which maps the file from `start` on.
  PackWindows with(long start, MemorySegment segment) {
    long[] moreStarts = Arrays.copyOf(starts, starts.length + 1);
    MemorySegment[] moreSegments = Arrays.copyOf(segments, segments.length + 1);
    moreStarts[starts.length] = start;
    moreSegments[segments.length] = segment;
    return new PackWindows(moreStarts, moreSegments);
  }

  /// Whether the entry at `offset` of the file says it is `id`.
  boolean isEntry(long offset, ChunkId id) {
    int window = window(offset);
    return EntryHeader.isOf(id, segments[window], offset - starts[window]);
  }

  /// The header of the entry at `offset`, if it verifies.
  Optional<EntryHeader> header(long offset, int salt) {
    int window = window(offset);
    return EntryHeader.read(segments[window], offset - starts[window], salt);
  }

  /// The object of the entry at `offset`, whose header must have been verified.
  MemorySegment object(long offset) {
    int window = window(offset);
    long start = offset - starts[window];
    long length = EntryHeader.length(segments[window], start);
    return segments[window].asSlice(start + EntryHeader.BYTES, length);
  }

  private int window(long offset) {
    int found = starts.length == 1 ? 0 : Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }
}
