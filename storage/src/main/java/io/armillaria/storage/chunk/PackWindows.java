package io.armillaria.storage.chunk;

import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

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

  /// These and one more, from `start` to `end` of the file, which must be that long.
  PackWindows with(StorageFile file, long start, long end, Arena arena) throws IOException {
    long[] moreStarts = Arrays.copyOf(starts, starts.length + 1);
    MemorySegment[] moreSegments = Arrays.copyOf(segments, segments.length + 1);
    moreStarts[starts.length] = start;
    moreSegments[segments.length] = file.map(start, end - start, arena);
    return new PackWindows(moreStarts, moreSegments);
  }

  /// `length` bytes of an entry from `offset` of the file on.
  ///
  /// @throws IndexOutOfBoundsException if no window has them all
  MemorySegment slice(long offset, long length) {
    int found = Arrays.binarySearch(starts, offset);
    int window = found >= 0 ? found : -found - 2;
    return segments[window].asSlice(offset - starts[window], length);
  }
}
