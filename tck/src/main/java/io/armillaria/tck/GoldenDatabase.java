package io.armillaria.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Makes databases that later versions must be able to read, and asks them what they hold.
public final class GoldenDatabase {
  /// How a database is stored and left.
  public enum Kind {
    CLOSED(""),
    LOOSE(";layout=loose"),
    /// The process is killed: the log was not closed.
    KILLED("");

    private final String properties;

    Kind(String properties) {
      this.properties = properties;
    }

    /// The database and the answers that it gave, without endings.
    public String file() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String REPEAT = "-- repeat ";

  private GoldenDatabase() {}

  /// Makes a zip file with the database, and a text with its answers, for each kind.
  ///
  /// @param arguments the directory to put them to; or a kind and where to make such a database,
  ///   which ends the JVM
  public static void main(String... arguments) throws Exception {
    if (arguments.length == 2) {
      make(Kind.valueOf(arguments[0]), arguments[1]);
      return;
    }
    Path target = Files.createDirectories(Path.of(arguments[0]));
    for (Kind kind : Kind.values()) {
      Path work = Files.createTempDirectory("golden-");
      Path database = work.resolve("database");
      run(kind, database);
      zip(database, target.resolve(kind.file() + ".zip"));
      Path copy = unzip(target.resolve(kind.file() + ".zip"), work.resolve("copy"));
      try (Connection connection =
          DriverManager.getConnection("jdbc:armillaria:file:" + copy + ";timeZone=UTC")) {
        Files.writeString(target.resolve(kind.file() + ".txt"), answers(connection));
      }
    }
  }

  /// What the database answers to the questions, as text; asked with `timeZone=UTC`.
  public static String answers(Connection connection) throws IOException, SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      for (String question : statements("/golden/questions.sql")) {
        text.append("> ").append(question).append('\n');
        try (ResultSet result = statement.executeQuery(question)) {
          text.append(Answer.of(result).text()).append('\n');
        }
      }
    }
    return text.toString();
  }

  /// Unpacks a golden database to a new directory.
  public static Path unzip(Path zip, Path target) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = target.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      }
    }
    return target;
  }

  private static void make(Kind kind, String path) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:armillaria:file:" + path + ";timeZone=UTC" + kind.properties);
        Statement statement = connection.createStatement()) {
      for (String sql : statements("/golden/database.sql")) {
        statement.execute(sql);
      }
      if (kind == Kind.KILLED) {
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private static void run(Kind kind, Path database) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GoldenDatabase.class.getName(),
                kind.name(),
                database.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("Making the database " + kind + " ended with status " + exit);
    }
  }

  private static void zip(Path directory, Path zip) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream archive = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        archive.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, archive);
        archive.closeEntry();
      }
    }
  }

  /// A script's statements, each ended by a semicolon at a line's end; one after `-- repeat n: i`
  /// comes n times, with the numbers from 1 for `:i`.
  private static List<String> statements(String resource) throws IOException {
    List<String> statements = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    int times = 1;
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith(REPEAT)) {
        times = Integer.parseInt(line.substring(REPEAT.length(), line.indexOf(':')));
      } else if (!line.startsWith("--")) {
        sql.append(sql.isEmpty() ? "" : "\n").append(line.stripTrailing());
      }
      if (line.endsWith(";")) {
        String statement = sql.substring(0, sql.length() - 1).strip();
        for (int i = 1; i <= times; i++) {
          statements.add(statement.replace(":i", String.valueOf(i)));
        }
        sql.setLength(0);
        times = 1;
      }
    }
    return statements;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = GoldenDatabase.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
