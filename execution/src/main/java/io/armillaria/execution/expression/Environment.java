package io.armillaria.execution.expression;

import java.time.ZoneId;

/// What the values of expressions depend on beside the rows.
///
/// @param parameters values of the statement's parameters, by index: a Long, Double, BigInteger or
///   byte[] by the layout of the parameter's type, or null for NULL
/// @param now the statement's time, microseconds since 1970-01-01T00:00Z
/// @param zone the session's time zone
/// @param sequences the sequences that the plan names
public record Environment(Object[] parameters, long now, ZoneId zone, SequenceNumbers sequences) {
  public Environment(Object[] parameters, long now, ZoneId zone) {
    this(parameters, now, zone, SequenceNumbers.NONE);
  }
}
