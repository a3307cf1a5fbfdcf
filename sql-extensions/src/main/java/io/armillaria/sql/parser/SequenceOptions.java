package io.armillaria.sql.parser;

import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlWriter;

/// What was written about a sequence or an identity; empty where nothing was.
///
/// @param least MINVALUE; an empty inner value is NO MINVALUE
/// @param most MAXVALUE; an empty inner value is NO MAXVALUE
/// @param restart RESTART; an empty inner value is RESTART without a number
public record SequenceOptions(
    Optional<SqlDataTypeSpec> type,
    Optional<Long> start,
    Optional<Long> increment,
    Optional<Optional<Long>> least,
    Optional<Optional<Long>> most,
    Optional<Boolean> cycle,
    Optional<Long> cache,
    Optional<Optional<Long>> restart) {
  public static final SequenceOptions NONE =
      new SequenceOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public SequenceOptions {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(increment, "increment");
    Objects.requireNonNull(least, "least");
    Objects.requireNonNull(most, "most");
    Objects.requireNonNull(cycle, "cycle");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(restart, "restart");
  }

  void unparse(SqlWriter writer) {
    type.ifPresent(
        each -> {
          writer.keyword("AS");
          each.unparse(writer, 0, 0);
        });
    start.ifPresent(number -> SqlText.print(writer, "START WITH " + number));
    increment.ifPresent(number -> SqlText.print(writer, "INCREMENT BY " + number));
    least.ifPresent(number -> bound(writer, "MINVALUE", number));
    most.ifPresent(number -> bound(writer, "MAXVALUE", number));
    cycle.ifPresent(does -> SqlText.keywords(writer, does ? "CYCLE" : "NO CYCLE"));
    cache.ifPresent(number -> SqlText.print(writer, "CACHE " + number));
    restart.ifPresent(
        number ->
            SqlText.print(writer, "RESTART" + number.map(given -> " WITH " + given).orElse("")));
  }

  private static void bound(SqlWriter writer, String name, Optional<Long> number) {
    SqlText.print(writer, number.map(given -> name + " " + given).orElse("NO " + name));
  }
}
