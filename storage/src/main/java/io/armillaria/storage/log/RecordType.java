package io.armillaria.storage.log;

import java.util.Optional;

/// What a record says. The codes are on disk and never change their meaning.
public enum RecordType {
  /// A transaction's commits, whole.
  COMMIT(1),
  /// A branch or tag made, moved or dropped.
  REF(2),
  /// A layout added or taken away.
  LAYOUT(3),
  /// A block of sequence values handed out.
  SEQUENCE(4),
  /// A transaction that will commit or not, as a later [#RESOLVE] says.
  PREPARE(5),
  /// The outcome of a prepared transaction.
  RESOLVE(6),
  /// From where on a reader needs the log.
  CHECKPOINT(7),
  /// The log was closed in order. Written and read by the log itself.
  CLOSE(8),
  /// Reserved for schema records.
  SCHEMA(9);

  private final byte code;

  RecordType(int code) {
    this.code = (byte) code;
  }

  public byte code() {
    return code;
  }

  /// The type with that code, if there is one.
  public static Optional<RecordType> of(byte code) {
    RecordType[] types = values();
    return code > 0 && code <= types.length ? Optional.of(types[code - 1]) : Optional.empty();
  }
}
