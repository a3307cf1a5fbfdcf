package io.armillaria.storage.log;

/// One record to be appended. The log keeps the array until it is written: it must not be changed.
public record LogRecord(RecordType type, byte[] payload) {}
