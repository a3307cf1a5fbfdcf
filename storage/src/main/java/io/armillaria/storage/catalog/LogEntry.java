package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.log.RecordType;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the catalog writes to the log and reads back.
public sealed interface LogEntry {
  LogRecord encode();

  /// A commit: its hashed bytes, and what is local to this store.
  ///
  /// @param branch the branch whose head it becomes
  record Committed(long transaction, String branch, byte[] commit, List<TableEntry> tables)
      implements LogEntry {
    public Committed {
      tables = List.copyOf(tables);
    }

    @Override
    public LogRecord encode() {
      BinaryWriter out = new BinaryWriter().i64(transaction).text(branch).bytes(commit);
      out.varint(tables.size());
      for (TableEntry table : tables) {
        out.varint(table.nextRowId()).raw(table.changeId().toBytes());
        out.bool(table.change().isPresent());
        table.change().ifPresent(out::bytes);
      }
      return new LogRecord(RecordType.COMMIT, out.toBytes());
    }
  }

  /// @param nextRowId row ids from here on are free
  /// @param change the change's bytes, or empty when they are an object of the chunk store
  record TableEntry(long nextRowId, ChunkId changeId, Optional<byte[]> change) {}

  /// A branch or tag was created or moved. An empty head is the root.
  record RefSet(Ref.Kind kind, String name, Optional<ChunkId> head, long createdAt)
      implements LogEntry {
    @Override
    public LogRecord encode() {
      BinaryWriter out = new BinaryWriter().u8(SET).bool(kind == Ref.Kind.TAG).text(name);
      out.bool(head.isPresent());
      head.ifPresent(id -> out.raw(id.toBytes()));
      return new LogRecord(RecordType.REF, out.i64(createdAt).toBytes());
    }
  }

  record RefDropped(String name) implements LogEntry {
    @Override
    public LogRecord encode() {
      return new LogRecord(RecordType.REF, new BinaryWriter().u8(DROPPED).text(name).toBytes());
    }
  }

  /// A version can be read through that layout object.
  record LayoutStored(TableId table, long version, ChunkId layout) implements LogEntry {
    @Override
    public LogRecord encode() {
      BinaryWriter out = new BinaryWriter().uuid(table.value()).varint(version);
      return new LogRecord(RecordType.LAYOUT, out.raw(layout.toBytes()).toBytes());
    }
  }

  int SET = 1;
  int DROPPED = 2;

  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt for a record that no version
  ///   of this software writes here
  static LogEntry decode(RecordType type, byte[] payload) {
    BinaryReader in = new BinaryReader("record " + type + " of the log", payload);
    return switch (type) {
      case COMMIT -> committed(in);
      case REF -> ref(in);
      case LAYOUT ->
          new LayoutStored(
              new TableId(in.uuid()), in.varint(), ChunkId.of(in.raw(ChunkId.BYTES), 0));
      default ->
          throw new Failure.Corrupt(
                  "log", "The log has a " + type + " record, which this version does not write.")
              .raise();
    };
  }

  private static Committed committed(BinaryReader in) {
    long transaction = in.i64();
    String branch = in.text();
    byte[] commit = in.bytes();
    List<TableEntry> tables = new ArrayList<>();
    for (int left = in.count(34); left > 0; left--) {
      long nextRowId = in.varint();
      ChunkId change = ChunkId.of(in.raw(ChunkId.BYTES), 0);
      tables.add(
          new TableEntry(
              nextRowId, change, in.bool() ? Optional.of(in.bytes()) : Optional.empty()));
    }
    return new Committed(transaction, branch, commit, tables);
  }

  private static LogEntry ref(BinaryReader in) {
    int action = in.u8();
    if (action == DROPPED) {
      return new RefDropped(in.text());
    }
    Ref.Kind kind = in.bool() ? Ref.Kind.TAG : Ref.Kind.BRANCH;
    String name = in.text();
    Optional<ChunkId> head =
        in.bool() ? Optional.of(ChunkId.of(in.raw(ChunkId.BYTES), 0)) : Optional.empty();
    return new RefSet(kind, name, head, in.i64());
  }
}
