package io.armillaria.sql.planner;

import io.armillaria.storage.table.SequenceDefinition;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;

/// The whole numbers of a type.
public record SequenceRange(long least, long most) {
  /// Empty for a type whose values are no whole numbers.
  public static SequenceRange of(DataType type) {
    return switch (type) {
      case Plain.SMALLINT -> new SequenceRange(Short.MIN_VALUE, Short.MAX_VALUE);
      case Plain.INTEGER -> new SequenceRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Plain.BIGINT -> new SequenceRange(Long.MIN_VALUE, Long.MAX_VALUE);
      default -> new SequenceRange(0, -1);
    };
  }

  public boolean isEmpty() {
    return least > most;
  }

  /// Whether all numbers of the sequence are within.
  boolean holds(SequenceDefinition sequence) {
    return least <= sequence.least() && sequence.most() <= most;
  }
}
