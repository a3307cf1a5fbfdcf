package io.armillaria.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.changelog.ChunkEntry;
import io.armillaria.storage.check.Problem;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.log.CommitLog;
import io.armillaria.storage.log.RecordType;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.Layouts;
import io.armillaria.storage.table.Leaves;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Environment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TestDatabaseCheck {
  private static final Path DATABASE = Path.of("/database");

  private final HostileFileSystem files = new HostileFileSystem();
  private final List<LogEntry.LayoutStored> layouts = new ArrayList<>();

  private Database open() {
    Environment machine = Environment.MACHINE;
    return Database.open(
        DatabaseOptions.at(DATABASE),
        new Environment(files, machine.clock(), machine.log(), machine.packs()));
  }

  @BeforeEach
  void create() {
    try (Database database = open()) {
      Workload.standard().forEach(step -> step.run().accept(database));
    }
    try (CommitLog log = openLog()) {
      assertThat(log.wasClosedCleanly()).isTrue();
    }
    assertThat(layouts).isNotEmpty();
  }

  private CommitLog openLog() {
    layouts.clear();
    return CommitLog.open(
        files,
        DATABASE,
        false,
        (position, type, payload) -> {
          if (type == RecordType.LAYOUT) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            layouts.add((LogEntry.LayoutStored) LogEntry.decode(type, bytes));
          }
        });
  }

  private List<Problem> problems() {
    try (Database database = open()) {
      return PlainStateReader.problems(database);
    }
  }

  @Test
  void findsNothingWhereAllIsWell() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void namesEachDamagedObject() throws IOException {
    List<ChunkEntry> referred;
    try (Database database = open()) {
      referred =
          database.chunks().stream()
              .filter(chunk -> chunk.home().equals("pack"))
              .filter(chunk -> chunk.references() > 0)
              .toList();
    }
    assertThat(referred).hasSizeGreaterThan(5);
    Path pack = DATABASE.resolve("packs/00000000.pack");
    byte[] whole = files.content(pack);
    for (ChunkEntry chunk : referred) {
      byte[] damaged = whole.clone();
      damaged[indexOf(whole, HexFormat.of().parseHex(chunk.chunk())) + 40] ^= 4;
      files.damage(pack, damaged);
      assertThat(problems())
          .anySatisfy(problem -> assertThat(problem.object()).isEqualTo(chunk.chunk()));
    }
    files.damage(pack, whole);
    assertThat(problems()).isEmpty();
  }

  /// Where an object's hash begins in its header, 40 bytes before the object.
  private static int indexOf(byte[] pack, byte[] hash) {
    for (int at = 64; at < pack.length; at += 64) {
      if (ByteBuffer.wrap(pack, at + 24, 32).equals(ByteBuffer.wrap(hash))) {
        return at + 24;
      }
    }
    throw new AssertionError("not in the pack");
  }

  @Test
  void comparesLayoutsWithTheChanges() {
    LogEntry.LayoutStored last = layouts.getLast();
    append(new LogEntry.LayoutStored(last.table(), last.version(), empty()));
    assertThat(problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.object()).isEqualTo(empty().toString());
              assertThat(problem.kind()).isEqualTo(Problem.Kind.LAYOUT);
              assertThat(problem.text()).contains("has 0 rows", "VERSION " + last.version());
            });
  }

  private void append(LogEntry entry) {
    try (CommitLog log = openLog()) {
      log.append(List.of(entry.encode()));
    }
  }

  private ChunkId empty() {
    try (ChunkStore store = ChunkStores.open(files, DATABASE, ChunkLayout.PACKED, Blake3.best())) {
      ChunkId id = new Layouts(new Leaves(store)).store(Layout.EMPTY, Optional.empty()).id();
      store.force();
      return id;
    }
  }
}
