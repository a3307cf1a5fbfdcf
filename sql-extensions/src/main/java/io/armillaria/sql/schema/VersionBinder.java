package io.armillaria.sql.schema;

import io.armillaria.sql.parser.VersionClause;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Turns version clauses as written into selectors, with the session's zone and the statement's
/// parameters.
public final class VersionBinder {
  private final ZoneId zone;
  private final Optional<Object[]> parameters;
  private final Map<Integer, DataType> types = new HashMap<>();

  /// @param parameters the statement's parameters; empty while it is only prepared, when a clause
  ///   with a parameter stands for the newest version
  public VersionBinder(ZoneId zone, Optional<Object[]> parameters) {
    this.zone = zone;
    this.parameters = parameters;
  }

  public VersionSelector bind(VersionClause clause) {
    return switch (clause) {
      case VersionClause.None() -> VersionSelector.LATEST;
      case VersionClause.Number(long number) -> new VersionSelector.AtVersion(number);
      case VersionClause.NumberParameter(int index) -> {
        types.put(index, DataType.Plain.BIGINT);
        yield parameters.isEmpty()
            ? VersionSelector.LATEST
            : new VersionSelector.AtVersion(value(index, "VERSION"));
      }
      case VersionClause.Timestamp(String text) ->
          new VersionSelector.AsOf(TimestampText.micros(text, zone));
      case VersionClause.TimestampParameter(int index) -> {
        types.put(index, new DataType.TimestampWithZone(6));
        yield parameters.isEmpty()
            ? VersionSelector.LATEST
            : new VersionSelector.AsOf(value(index, "AS OF TIMESTAMP"));
      }
      case VersionClause.Commit(String hash) -> new VersionSelector.AtCommit(hash);
    };
  }

  /// The types of the parameters met so far, by index.
  Map<Integer, DataType> parameters() {
    return Map.copyOf(types);
  }

  private long value(int index, String clause) {
    Object[] values = parameters.orElseThrow();
    if (index < values.length && values[index] instanceof Long number) {
      return number;
    }
    throw new Failure.InvalidParameter(
            "Parameter " + (index + 1) + " of " + clause + " is NULL or not set.")
        .raise();
  }
}
