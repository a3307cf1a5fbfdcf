package io.armillaria.storage.log;

/// The first segment's bytes, the largest one's, and how many bytes are filled with zeros ahead.
public record LogSizes(long firstSegment, long largestSegment, long step) {
  public static final LogSizes STANDARD = new LogSizes(1 << 20, 8 << 20, 1 << 20);

  /// The size of the segment with that number, counted from 0.
  long segment(int ordinal) {
    long size = firstSegment;
    for (int i = 0; i < ordinal && size < largestSegment; i++) {
      size *= 2;
    }
    return Math.min(size, largestSegment);
  }
}
