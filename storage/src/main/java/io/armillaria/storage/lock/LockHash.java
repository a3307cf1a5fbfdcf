package io.armillaria.storage.lock;

import java.nio.charset.StandardCharsets;

/// Names of locks in 64 bits, for tables that processes share. Two that are equal by chance stand
/// in each other's way, and no harm is done.
///
/// @param name of the lock itself
/// @param table of the table that it is, or whose row it is; else of the name again
record LockHash(Kind kind, long name, long table) {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  enum Kind {
    ROW(0),
    TABLE(1),
    OTHER(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      return switch (code) {
        case 0 -> ROW;
        case 1 -> TABLE;
        default -> OTHER;
      };
    }
  }

  static LockHash of(LockName name) {
    return switch (name) {
      case LockName.Row(LockName.Table table, byte[] key) -> {
        long hash = of(table).name;
        yield new LockHash(Kind.ROW, finished(bytes(hash, key)), hash);
      }
      case LockName.Table(String branch, var table) -> {
        long hash = mix(text(3, branch), table.value().getMostSignificantBits());
        long whole = finished(mix(hash, table.value().getLeastSignificantBits()));
        yield new LockHash(Kind.TABLE, whole, whole);
      }
      case LockName.Name(String branch, String table) -> other(text(text(5, branch), table));
      case LockName.Prepared(String id) -> other(text(7, id));
    };
  }

  private static LockHash other(long hash) {
    return new LockHash(Kind.OTHER, finished(hash), finished(hash));
  }

  private static long text(long seed, String text) {
    return bytes(seed, text.getBytes(StandardCharsets.UTF_8));
  }

  private static long bytes(long seed, byte[] bytes) {
    long hash = mix(seed, bytes.length);
    for (byte each : bytes) {
      hash = mix(hash, each);
    }
    return hash;
  }

  private static long mix(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ (product >>> 32);
  }

  /// None of the values that mean that there is nothing.
  private static long finished(long hash) {
    long mixed = mix(hash, hash >>> 29);
    return mixed == LockRegister.FREE || mixed == LockRegister.GONE ? MULTIPLIER : mixed;
  }
}
