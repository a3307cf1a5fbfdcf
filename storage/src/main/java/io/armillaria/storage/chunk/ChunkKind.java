package io.armillaria.storage.chunk;

import java.util.Optional;

/// What an object is. The codes are on disk and never change their meaning.
public enum ChunkKind {
  COLUMN(1),
  LEAF(2),
  NODE(3),
  CHANGE(4),
  COMMIT(5),
  LAYOUT(6);

  private static final ChunkKind[] BY_CODE = byCode();

  private final byte code;

  ChunkKind(int code) {
    this.code = (byte) code;
  }

  public byte code() {
    return code;
  }

  /// The kind with that code, if there is one.
  public static Optional<ChunkKind> of(byte code) {
    return code > 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
  }

  private static ChunkKind[] byCode() {
    ChunkKind[] kinds = new ChunkKind[values().length + 1];
    for (ChunkKind kind : values()) {
      kinds[kind.code] = kind;
    }
    return kinds;
  }
}
