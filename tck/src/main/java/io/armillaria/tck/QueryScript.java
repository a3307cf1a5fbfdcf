package io.armillaria.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads a script of queries. A query starts with `-- name: what it shows` and ends with the first
/// line that ends in a semicolon. Between the two, before the SQL, may stand
///
/// - `-- ordered`: the ORDER BY is total, the order of the rows counts;
/// - `-- approximate: why`: numbers are compared with a tolerance though their types are exact;
/// - `-- only h2: why`, `-- only duckdb: why`: only this peer's answer counts.
///
/// Comments before a name are for the reader.
public final class QueryScript {
  private static final String NAME = "-- name: ";

  private final String source;
  private final List<Query> queries = new ArrayList<>();
  private final StringBuilder sql = new StringBuilder();
  private String name;
  private boolean ordered;
  private boolean approximate;
  private Set<Peer> oracles;

  private QueryScript(String source) {
    this.source = source;
  }

  /// The queries of a resource of this module, `/differential/joins.sql` for example.
  public static List<Query> resource(String path) {
    try (InputStream in = QueryScript.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("No script " + path + " among the resources");
      }
      return parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the script " + path, e);
    }
  }

  static List<Query> parse(String source, String text) {
    QueryScript script = new QueryScript(source);
    text.lines().forEach(script::line);
    if (script.name != null) {
      throw script.error("has no end: the last line of its SQL must end in a semicolon");
    }
    return List.copyOf(script.queries);
  }

  private void line(String line) {
    if (line.startsWith(NAME)) {
      begin(line.substring(NAME.length()).strip());
    } else if (name != null && sql.isEmpty() && line.startsWith("-- ")) {
      directive(line.substring(3).strip());
    } else if (name != null && !line.isBlank()) {
      sql.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        end();
      }
    } else if (!line.isBlank() && !line.startsWith("--")) {
      throw new IllegalArgumentException(source + ": no name before: " + line);
    }
  }

  private void begin(String newName) {
    if (name != null) {
      throw error("has no end before " + newName);
    }
    name = newName;
    ordered = false;
    approximate = false;
    oracles = EnumSet.allOf(Peer.class);
    if (queries.stream().anyMatch(query -> query.name().equals(newName))) {
      throw error("appears twice");
    }
  }

  private void directive(String directive) {
    if (directive.equals("ordered")) {
      ordered = true;
    } else if (directive.startsWith("approximate: ")) {
      approximate = true;
    } else if (directive.matches("only \\w+: .+")) {
      String peer = directive.substring("only ".length(), directive.indexOf(':'));
      oracles = EnumSet.of(Peer.valueOf(peer.toUpperCase(Locale.ROOT)));
    } else {
      throw error("has an unknown directive: " + directive);
    }
  }

  private void end() {
    String text = sql.toString().strip();
    queries.add(
        new Query(name, text.substring(0, text.length() - 1), ordered, approximate, oracles));
    name = null;
    sql.setLength(0);
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(source + ": the query \"" + name + "\" " + problem);
  }
}
