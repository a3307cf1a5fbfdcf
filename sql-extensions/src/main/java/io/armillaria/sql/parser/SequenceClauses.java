package io.armillaria.sql.parser;

import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Gathers the options of a sequence; each may stand there once, in any order.
final class SequenceClauses {
  private Optional<SqlDataTypeSpec> type = Optional.empty();
  private Optional<Long> start = Optional.empty();
  private Optional<Long> increment = Optional.empty();
  private Optional<Optional<Long>> least = Optional.empty();
  private Optional<Optional<Long>> most = Optional.empty();
  private Optional<Boolean> cycle = Optional.empty();
  private Optional<Long> cache = Optional.empty();
  private Optional<Optional<Long>> restart = Optional.empty();

  void type(SqlDataTypeSpec value, SqlParserPos position) {
    type = once(type, value, "AS", position);
  }

  void start(long value, SqlParserPos position) {
    start = once(start, value, "START", position);
  }

  void increment(long value, SqlParserPos position) {
    increment = once(increment, value, "INCREMENT", position);
  }

  void least(Optional<Long> value, SqlParserPos position) {
    least = once(least, value, "MINVALUE", position);
  }

  void most(Optional<Long> value, SqlParserPos position) {
    most = once(most, value, "MAXVALUE", position);
  }

  void cycle(boolean value, SqlParserPos position) {
    cycle = once(cycle, value, "CYCLE", position);
  }

  void cache(long value, SqlParserPos position) {
    cache = once(cache, value, "CACHE", position);
  }

  void restart(Optional<Long> value, SqlParserPos position) {
    restart = once(restart, value, "RESTART", position);
  }

  private static <T> Optional<T> once(
      Optional<T> first, T value, String option, SqlParserPos position) {
    if (first.isPresent()) {
      throw SqlSyntaxException.at(position, "the sequence has a second " + option);
    }
    return Optional.of(value);
  }

  SequenceOptions options() {
    return new SequenceOptions(type, start, increment, least, most, cycle, cache, restart);
  }
}
