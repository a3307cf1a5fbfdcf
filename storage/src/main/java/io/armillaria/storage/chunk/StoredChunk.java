package io.armillaria.storage.chunk;

/// One stored object: `bytes` as it was put, `storedBytes` as it is kept, without headers.
public record StoredChunk(
    ChunkId id, ChunkKind kind, long bytes, long storedBytes, ChunkHome home) {}
