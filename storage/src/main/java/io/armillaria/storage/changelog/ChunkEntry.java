package io.armillaria.storage.changelog;

/// One stored object. `references` counts the versions that are read through it; `home` is pack,
/// loose, memory, or log for a small change that travelled in its commit's record.
public record ChunkEntry(
    String chunk, String kind, long bytes, long storedBytes, long references, String home) {}
