package io.armillaria.storage.changelog;

/// One branch or tag; `committedAt` is its head's time, `createdAt` its own. For the root, before
/// any commit, `commit` is empty and `committedAt` 0.
public record RefEntry(
    String name, String commit, long transaction, long committedAt, long createdAt, int tables) {}
