package io.armillaria.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a URL or a Properties object may set. Names and choices are matched ignoring case.
enum ConnectionProperty {
  BRANCH("branch", "main", "The branch that the connection starts on."),
  USER("user", "", "The author of the connection's commits; the user of the system by default."),
  PASSWORD("password", "", "Not used: the file system's permissions guard a database."),
  CREATE(
      "create", "", "Whether a missing database is created; not when readOnly.", "true", "false"),
  READ_ONLY("readOnly", "false", "Whether the connection refuses to write.", "true", "false"),
  NATIVE("native", "auto", "Whether native kernels run.", "auto", "on", "off"),
  LAYOUT("layout", "pack", "How new objects are stored.", "pack", "loose"),
  IO("io", "mapped", "How stored objects are read.", "mapped", "read"),
  DURABILITY(
      "durability", "full", "Whether commit() waits until the disk has it.", "full", "relaxed"),
  EPOCH_MICROS(
      "epochMicros",
      "0",
      "Microseconds that a commit waits for others to be forced to disk with; 0 for no wait."),
  LEAF_ROWS(
      "leafRows",
      "",
      "The most rows of a leaf, fixed when the database is made; 65536 by default.",
      "1024",
      "2048",
      "4096",
      "8192",
      "16384",
      "32768",
      "65536"),
  THREADS("threads", "0", "The threads of a query; 0 for one each processor."),
  MEMORY_LIMIT(
      "memoryLimit",
      "",
      "The memory of all running queries, such as 512MB; a quarter of the heap, at most 1GB, by"
          + " default."),
  TIME_ZONE("timeZone", "", "The session's time zone; the JVM's by default."),
  CATALOGS("catalogs", "current", "The branches that a null catalog means.", "current", "all"),
  LOCK_TIMEOUT(
      "lockTimeout", "30000", "Milliseconds to wait for a row that another transaction locked."),
  TRANSACTION_TIMEOUT(
      "transactionTimeout",
      "30000",
      "Milliseconds that a transaction may hold locks between statements; 0 for any time."),
  CLOSE_ON_LAST(
      "closeOnLast",
      "false",
      "Whether a named memory database goes with its last connection.",
      "true",
      "false"),
  WARM_UP(
      "warmUp",
      "true",
      "Whether the JVM's first connection loads and compiles ahead, in the background.",
      "true",
      "false");

  private final String text;
  private final String standard;
  private final String description;

  /// Joined by bars; empty for none.
  private final String choices;

  ConnectionProperty(String text, String standard, String description, String... choices) {
    this.text = text;
    this.standard = standard;
    this.description = description;
    this.choices = String.join("|", choices);
  }

  /// The name in URLs.
  String text() {
    return text;
  }

  /// The value when none is given; empty where it depends on the surroundings.
  String standard() {
    return standard;
  }

  String description() {
    return description;
  }

  /// The values that there are; empty for a free text.
  List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split("\\|", -1));
  }

  static Optional<ConnectionProperty> named(String name) {
    return Arrays.stream(values()).filter(p -> p.text.equalsIgnoreCase(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ConnectionProperty::text).toList();
  }
}
