package io.armillaria.storage.log;

/// Where a record is: in the frame number `sequence` (from 1, consecutive), in the group commit
/// `epoch`. Records that were appended together are in one frame, with others perhaps.
public record LogPosition(long sequence, long epoch) {}
