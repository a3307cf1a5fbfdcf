package io.armillaria.storage.log;

/// Where a record is: in the frame number `sequence` (from 1, consecutive), in the group commit
/// `epoch`. Records that were appended together are in one frame, with others perhaps.
///
/// @param segment the number of the first frame of the segment, which is its file's name
/// @param frame the byte of the segment where the frame begins
/// @param offset the byte of the segment where the record begins
public record LogPosition(long sequence, long epoch, long segment, long frame, long offset) {
  public boolean isBefore(LogPosition other) {
    return sequence < other.sequence || (sequence == other.sequence && offset < other.offset);
  }
}
