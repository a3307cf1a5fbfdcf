package io.armillaria.storage.gc;

/// What a collection of garbage did, or would do.
///
/// @param objects that nothing needs
/// @param bytes that those take up
/// @param versions of tables whose data was let go
/// @param deletedBytes of the disk that became free, of files that nothing has needed for a while
public record VacuumResult(long objects, long bytes, long versions, long deletedBytes) {}
