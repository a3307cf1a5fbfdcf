package io.armillaria.storage.changelog;

/// One stored object. `references` counts the leaves and layouts of all versions that name it;
/// `home` is pack, loose or memory.
public record ChunkEntry(
    String chunk,
    String kind,
    String encoding,
    long bytes,
    long storedBytes,
    long references,
    String home) {}
