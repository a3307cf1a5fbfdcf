package io.armillaria.storage.table;

import java.util.Objects;

/// How a column GENERATED AS IDENTITY gets its numbers.
///
/// @param always whether a row may not bring a number of its own
public record Identity(boolean always, SequenceDefinition sequence) {
  public Identity {
    Objects.requireNonNull(sequence);
  }
}
