package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.log.RecordType;
import io.armillaria.storage.table.ChangeCodec;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the catalog writes to the log and reads back.
public sealed interface LogEntry {
  LogRecord encode();

  /// A commit: what its id hashes over, but for what a reader of the log knows already, and what is
  /// local to this store. Its first parent is the head of its branch.
  ///
  /// @param branch the branch whose head it becomes
  /// @param merged the parents behind the first
  record Committed(
      long transaction,
      String branch,
      long committedAt,
      String author,
      String message,
      List<ChunkId> merged,
      List<TableEntry> tables)
      implements LogEntry {
    public Committed {
      merged = List.copyOf(merged);
      tables = List.copyOf(tables);
    }

    /// What the commit's id hashes over.
    ///
    /// @param parent the id of its first parent
    public CommitObject object(Optional<ChunkId> parent, List<CommitObject.TableChange> changes) {
      List<ChunkId> parents = new ArrayList<>();
      parent.ifPresent(parents::add);
      parents.addAll(merged);
      return new CommitObject(parents, committedAt, author, message, changes);
    }

    @Override
    public LogRecord encode() {
      BinaryWriter out = new BinaryWriter().varint(transaction).text(branch).i64(committedAt);
      out.text(author).text(message).varint(merged.size());
      merged.forEach(parent -> out.raw(parent.toBytes()));
      writeTables(out, tables);
      return new LogRecord(RecordType.COMMIT, out.toBytes());
    }
  }

  /// One of the two is there: the change itself, or the id of the object that it is.
  ///
  /// @param nextRowId row ids from here on are free
  record TableEntry(
      TableId table, long nextRowId, Optional<ChunkId> changeId, Optional<byte[]> change) {}

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

  /// All numbers of a sequence up to that one are reserved; or all row ids of the table of that id.
  record SequenceReserved(UUID counter, long last) implements LogEntry {
    @Override
    public LogRecord encode() {
      return new LogRecord(
          RecordType.SEQUENCE, new BinaryWriter().uuid(counter).zigzag(last).toBytes());
    }
  }

  /// A transaction that will commit or not, as a later [Resolved] says.
  ///
  /// @param locks what it has locked beside what it writes
  record Prepared(
      String id,
      long preparedAt,
      String branch,
      String author,
      String message,
      List<TableEntry> tables,
      List<LockName> locks)
      implements LogEntry {
    public Prepared {
      tables = List.copyOf(tables);
      locks = List.copyOf(locks);
    }

    void write(BinaryWriter out) {
      out.text(id).i64(preparedAt).text(branch).text(author).text(message);
      writeTables(out, tables);
      out.varint(locks.size());
      locks.forEach(lock -> LockNames.write(out, lock));
    }

    static Prepared read(BinaryReader in) {
      return new Prepared(
          in.text(),
          in.i64(),
          in.text(),
          in.text(),
          in.text(),
          readTables(in),
          LockNames.readAll(in));
    }

    @Override
    public LogRecord encode() {
      BinaryWriter out = new BinaryWriter();
      write(out);
      return new LogRecord(RecordType.PREPARE, out.toBytes());
    }
  }

  /// A prepared transaction is over: it was committed by the record before, or rolled back.
  record Resolved(String id) implements LogEntry {
    @Override
    public LogRecord encode() {
      return new LogRecord(RecordType.RESOLVE, new BinaryWriter().text(id).toBytes());
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
      case SEQUENCE -> new SequenceReserved(in.uuid(), in.zigzag());
      case PREPARE -> Prepared.read(in);
      case RESOLVE -> new Resolved(in.text());
      default ->
          throw new Failure.Corrupt(
                  "log", "The log has a " + type + " record, which this version does not write.")
              .raise();
    };
  }

  private static Committed committed(BinaryReader in) {
    long transaction = in.varint();
    String branch = in.text();
    long committedAt = in.i64();
    String author = in.text();
    String message = in.text();
    List<ChunkId> merged = new ArrayList<>();
    for (int left = in.count(ChunkId.BYTES); left > 0; left--) {
      merged.add(ChunkId.of(in.raw(ChunkId.BYTES), 0));
    }
    return new Committed(transaction, branch, committedAt, author, message, merged, readTables(in));
  }

  private static void writeTables(BinaryWriter out, List<TableEntry> tables) {
    out.varint(tables.size());
    for (TableEntry table : tables) {
      out.varint(table.nextRowId()).bool(table.change().isPresent());
      if (table.change().isPresent()) {
        out.bytes(table.change().get());
      } else {
        out.uuid(table.table().value()).raw(table.changeId().orElseThrow().toBytes());
      }
    }
  }

  private static List<TableEntry> readTables(BinaryReader in) {
    List<TableEntry> tables = new ArrayList<>();
    for (int left = in.count(19); left > 0; left--) {
      tables.add(table(in));
    }
    return tables;
  }

  private static TableEntry table(BinaryReader in) {
    long nextRowId = in.varint();
    if (in.bool()) {
      byte[] change = in.bytes();
      return new TableEntry(
          ChangeCodec.table(change), nextRowId, Optional.empty(), Optional.of(change));
    }
    TableId table = new TableId(in.uuid());
    ChunkId change = ChunkId.of(in.raw(ChunkId.BYTES), 0);
    return new TableEntry(table, nextRowId, Optional.of(change), Optional.empty());
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
