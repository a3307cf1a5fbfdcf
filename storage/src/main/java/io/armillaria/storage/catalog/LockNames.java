package io.armillaria.storage.catalog;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.List;

/// Locks as records of the log have them.
final class LockNames {
  private static final int ROW = 1;
  private static final int TABLE = 2;
  private static final int NAME = 3;

  private LockNames() {}

  static void write(BinaryWriter out, LockName lock) {
    switch (lock) {
      case LockName.Row(LockName.Table table, byte[] key) -> {
        writeTable(out.u8(ROW), table);
        out.bytes(key);
      }
      case LockName.Table table -> writeTable(out.u8(TABLE), table);
      case LockName.Name(String branch, String name) -> out.u8(NAME).text(branch).text(name);
      case LockName.Prepared prepared ->
          throw new IllegalArgumentException(prepared + " is not a transaction's own lock");
    }
  }

  private static void writeTable(BinaryWriter out, LockName.Table table) {
    out.text(table.branch()).uuid(table.table().value());
  }

  static List<LockName> readAll(BinaryReader in) {
    List<LockName> locks = new ArrayList<>();
    for (int left = in.count(3); left > 0; left--) {
      locks.add(read(in));
    }
    return locks;
  }

  private static LockName read(BinaryReader in) {
    int kind = in.u8();
    return switch (kind) {
      case ROW -> new LockName.Row(readTable(in), in.bytes());
      case TABLE -> readTable(in);
      case NAME -> new LockName.Name(in.text(), in.text());
      default -> throw new Failure.Corrupt("log", "A lock has the kind " + kind + ".").raise();
    };
  }

  private static LockName.Table readTable(BinaryReader in) {
    return new LockName.Table(in.text(), new TableId(in.uuid()));
  }
}
