package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases whose disk is full or read-only, whose files were deleted, shortened, added or are of
/// a newer format, and whose JVM has another class loader: each is a clear error, the JVM lives on,
/// and what was acknowledged is there.
class MediaIT {
  private static final String TEXT = "x".repeat(8000);

  @TempDir private Path directory;

  private static boolean run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.onExit().join().exitValue() == 0;
  }

  /// A small file system in memory, until it is closed; only root may mount one.
  private record Disk(Path path) implements AutoCloseable {
    static Disk mount(Path path, String size) throws IOException {
      Files.createDirectories(path);
      boolean mounted;
      try {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
      } catch (IOException e) {
        mounted = false;
      }
      assumeTrue(mounted, "no right to mount a file system");
      return new Disk(path);
    }

    void remount(String options) throws IOException {
      assertThat(run("mount", "-o", "remount," + options, path.toString())).isTrue();
    }

    @Override
    public void close() throws IOException {
      run("umount", "-l", path.toString());
    }
  }

  private static void create(Session session) throws SQLException {
    session.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR)");
  }

  private static void insert(Session session, int id) throws SQLException {
    session.update("INSERT INTO t VALUES (?, ?)", id, id + TEXT);
  }

  /// Rows that go to a pack.
  private static void load(Session session, int rows) throws SQLException {
    create(session);
    session.connection().setAutoCommit(false);
    for (int id = 0; id < rows; id++) {
      insert(session, id);
    }
    session.connection().commit();
    session.connection().setAutoCommit(true);
  }

  private static void check(Session session, int rows) throws SQLException {
    assertThat(session.rows("SELECT COUNT(*), COUNT(DISTINCT v) FROM t"))
        .isEqualTo(rows + "|" + rows);
    assertThat(session.rows("CHECK DATABASE")).isEmpty();
  }

  /// What it throws.
  private static SQLException failure(Wanted work) {
    return catchThrowableOfType(SQLException.class, work::run);
  }

  private interface Wanted {
    void run() throws SQLException;
  }

  @Test
  void aFullDisk() throws Exception {
    try (Disk disk = Disk.mount(directory.resolve("disk"), "12m")) {
      Path path = disk.path().resolve("db");
      int rows = 0;
      try (Session session = Session.file(path)) {
        create(session);
        SQLException full = null;
        while (full == null) {
          try {
            insert(session, rows);
            rows++;
          } catch (SQLException e) {
            full = e;
          }
        }
        assertThat(full.getSQLState()).as(full.getMessage()).isEqualTo("53100");
        assertThat(full.getMessage()).contains("no space is left on the disk");
        assertThat(rows).isGreaterThan(200);
        assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo(String.valueOf(rows));
        disk.remount("size=64m");
        try {
          insert(session, rows);
          rows++;
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("58030");
        }
      }
      try (Session session = Session.file(path)) {
        check(session, rows);
        insert(session, rows++);
        check(session, rows);
      }
    }
  }

  @Test
  void aFullDiskWhenAQueryNeedsFiles() throws Exception {
    try (Disk disk = Disk.mount(directory.resolve("disk"), "24m")) {
      Path path = disk.path().resolve("db");
      try (Session session = Session.file(path, "memoryLimit=4MB;threads=2")) {
        session.run("CREATE TABLE n (v BIGINT)");
        session.run("INSERT INTO n SELECT v FROM TABLE(GENERATE_SERIES(1, 100000)) AS s (v)");
        String sort =
            "SELECT MAX(t) FROM (SELECT v || '"
                + "x".repeat(300)
                + "' AS t FROM n ORDER BY 1 OFFSET 1 ROW) AS q";
        assertThat(session.failure("53100", sort)).contains("tmp/").contains("no space is left");
        assertThat(session.rows("SELECT value FROM __stats WHERE name = 'spill files'"))
            .isEqualTo("0");
        assertThat(session.rows("SELECT COUNT(*) FROM n")).isEqualTo("100000");
        disk.remount("size=128m");
        assertThat(session.rows(sort)).startsWith("9x");
      }
    }
  }

  @Test
  void aDatabaseThatDoesNotFitAtAll() throws Exception {
    try (Disk disk = Disk.mount(directory.resolve("disk"), "256k")) {
      Path path = disk.path().resolve("db");
      SQLException full = failure(() -> Session.file(path).close());
      assertThat(full.getSQLState()).as(full.getMessage()).isEqualTo("53100");
      disk.remount("size=32m");
      try (Session session = Session.file(path)) {
        create(session);
        insert(session, 0);
        check(session, 1);
      }
    }
  }

  @Test
  void aFullDiskWhenADatabaseIsOpened() throws Exception {
    try (Disk disk = Disk.mount(directory.resolve("disk"), "32m")) {
      Path path = disk.path().resolve("db");
      try (Session session = Session.file(path)) {
        create(session);
        insert(session, 0);
      }
      Files.delete(path.resolve("state"));
      Path rest = disk.path().resolve("rest");
      try {
        Files.write(rest, new byte[64 << 20]);
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("space");
      }
      SQLException failure =
          failure(
              () -> {
                try (Session session = Session.file(path)) {
                  assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("1");
                  insert(session, 1);
                }
              });
      if (failure != null) {
        assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo("53100");
      }
      Files.delete(rest);
      try (Session session = Session.file(path)) {
        check(session, failure == null ? 2 : 1);
      }
    }
  }

  @Test
  void aReadOnlyFileSystem() throws Exception {
    try (Disk disk = Disk.mount(directory.resolve("disk"), "32m")) {
      Path path = disk.path().resolve("db");
      try (Session session = Session.file(path)) {
        create(session);
        insert(session, 0);
      }
      Path readOnly = directory.resolve("read-only");
      Files.createDirectories(readOnly);
      assertThat(run("mount", "--bind", disk.path().toString(), readOnly.toString())).isTrue();
      try (Disk bound = new Disk(readOnly)) {
        bound.remount("ro,bind");
        refusesReadOnly(readOnly);
      }
      try (Session session = Session.file(path)) {
        check(session, 1);
      }
    }
  }

  private static void refusesReadOnly(Path disk) {
    Path path = disk.resolve("db");
    for (String options : new String[] {"", ";readOnly=true"}) {
      SQLException refused =
          failure(
              () -> DriverManager.getConnection("jdbc:armillaria:file:" + path + options).close());
      assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo("08001");
      assertThat(refused.getMessage()).containsIgnoringCase("read-only").contains(path.toString());
    }
    SQLException refused = failure(() -> Session.file(disk.resolve("other")).close());
    assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo("08001");
  }

  private static void deleteAll(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "moved", "replaced"})
  void aDirectoryThatIsGoneUnderAConnection(String how) throws Exception {
    Path path = directory.resolve("db");
    try (Session session = Session.file(path)) {
      create(session);
      insert(session, 0);
      if (how.equals("moved")) {
        Files.move(path, directory.resolve("elsewhere"));
      } else {
        copyAll(path, directory.resolve("copy"));
        deleteAll(path);
        if (how.equals("replaced")) {
          copyAll(directory.resolve("copy"), path);
        }
      }
      for (int i = 1; i < 3; i++) {
        int id = i;
        SQLException lost = failure(() -> insert(session, id));
        assertThat(lost.getSQLState()).as(lost.getMessage()).isEqualTo("58030");
        assertThat(lost.getMessage()).contains("log/", "deleted");
      }
      assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("1");
    }
    Path left =
        switch (how) {
          case "moved" -> directory.resolve("elsewhere");
          case "deleted" -> directory.resolve("copy");
          default -> path;
        };
    try (Session session = Session.file(left)) {
      check(session, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "mapped"})
  void aPackThatIsShortenedUnderAConnection(String io) throws Exception {
    Path path = directory.resolve("db");
    try (Session session = Session.file(path)) {
      load(session, 300);
    }
    String url = "jdbc:armillaria:file:" + path + ";native=off;io=" + io;
    try (Connection connection = DriverManager.getConnection(url)) {
      try (RandomAccessFile pack =
          new RandomAccessFile(path.resolve("packs/00000000.pack").toFile(), "rw")) {
        pack.setLength(4096);
      }
      for (int i = 0; i < 2; i++) {
        SQLException shorter =
            failure(
                () -> {
                  try (var statement = connection.createStatement();
                      var result = statement.executeQuery("SELECT COUNT(DISTINCT v) FROM t")) {
                    result.next();
                  }
                });
        assertThat(shorter.getSQLState()).as(shorter.getMessage()).isIn("58030", "XX001");
        assertThat(shorter.getMessage()).containsAnyOf("packs/00000000.pack", "shortened");
      }
    }
  }

  @Test
  void filesThatAreNotOurs() throws Exception {
    Path path = directory.resolve("db");
    try (Session session = Session.file(path)) {
      load(session, 100);
    }
    List<Path> foreign = new ArrayList<>();
    for (String name : List.of("notes.txt", "packs/notes.txt", "log/.DS_Store", "packs/1.pack")) {
      foreign.add(Files.writeString(path.resolve(name), "not a database"));
    }
    foreign.add(Files.createDirectories(path.resolve("lost+found")));
    for (int i = 100; i < 102; i++) {
      try (Session session = Session.file(path)) {
        insert(session, i);
        check(session, i + 1);
        session.run("VACUUM RETAIN 0 DAYS");
        check(session, i + 1);
      }
    }
    assertThat(foreign).allMatch(Files::exists);
  }

  @Test
  void aNewerFormat() throws Exception {
    Path path = directory.resolve("db");
    try (Session session = Session.file(path)) {
      load(session, 100);
    }
    for (String name : List.of("log/0000000000000001.log", "packs/00000000.pack")) {
      Path file = path.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      ByteBuffer newer = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
      newer.putInt(8, 77);
      CRC32C checksum = new CRC32C();
      checksum.update(newer.array(), 0, 60);
      newer.putInt(60, (int) checksum.getValue());
      Files.write(file, newer.array());
      SQLException refused = failure(() -> Session.file(path).close());
      assertThat(refused.getSQLState()).as(name + ": " + refused.getMessage()).isEqualTo("08001");
      assertThat(refused.getMessage()).contains(path.toString(), "77");
      Files.write(file, whole);
    }
    try (Session session = Session.file(path)) {
      check(session, 100);
    }
  }

  @Test
  void anotherClassLoaderOfTheSameJvm() throws Exception {
    Path path = directory.resolve("db");
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    String url = "jdbc:armillaria:file:" + path;
    try (Session session = Session.file(path);
        URLClassLoader other =
            new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      create(session);
      Driver driver =
          (Driver)
              other
                  .loadClass("io.armillaria.jdbc.ArmillariaDriver")
                  .getDeclaredConstructor()
                  .newInstance();
      SQLException refused = failure(() -> driver.connect(url, new Properties()).close());
      assertThat(refused.getSQLState()).isEqualTo("08001");
      assertThat(refused.getMessage())
          .isEqualTo("Cannot open " + path + ": it is in use by another class loader of this JVM.");
      insert(session, 0);
      session.connection().close();
      try (Connection connection = driver.connect(url, new Properties())) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void pathsWithSpacesAndOtherLetters() throws Exception {
    Path path = directory.resolve("my farm/größe 你好 (1)/d#b%20'x'");
    try (Session session = Session.file(path)) {
      create(session);
      insert(session, 0);
      session.run("BACKUP TO '" + path.toString().replace("'", "''") + " copy'");
    }
    for (String suffix : new String[] {"", " copy"}) {
      try (Session session = Session.file(Path.of(path + suffix))) {
        check(session, 1);
      }
    }
  }

  @Test
  void aLockFileOfADeadProcess() throws Exception {
    Path path = directory.resolve("db");
    Path copy = directory.resolve("copy");
    try (Session session = Session.file(path)) {
      create(session);
      insert(session, 0);
      copyAll(path, copy);
    }
    assertThat(copy.resolve("lock")).exists();
    Files.writeString(copy.resolve("lock"), "4711 of a process that died");
    try (Session session = Session.file(copy)) {
      insert(session, 1);
      check(session, 2);
    }
  }
}
