package io.armillaria.storage.table;

import java.util.Objects;
import java.util.UUID;

/// The numbers of a sequence, without how far it has come: that belongs to the counter, which no
/// version holds. To restart a sequence is to give it a new counter.
///
/// @param counter names what counts, over all branches and versions of the store
/// @param first the counter's first number
/// @param start where RESTART begins that names no number
/// @param increment what lies between two numbers; negative for a descending sequence
/// @param least no number is smaller
/// @param most no number is larger
/// @param cycle whether it begins anew, at the other bound, after the last number
/// @param cache how many numbers are reserved at once, at least
public record SequenceDefinition(
    UUID counter,
    long first,
    long start,
    long increment,
    long least,
    long most,
    boolean cycle,
    long cache) {
  public SequenceDefinition {
    Objects.requireNonNull(counter);
    if (increment == 0
        || least > most
        || Math.min(first, start) < least
        || Math.max(first, start) > most
        || cache < 1) {
      throw new IllegalArgumentException(
          "a sequence from "
              + first
              + " or "
              + start
              + " by "
              + increment
              + " between "
              + least
              + " and "
              + most
              + ", "
              + cache
              + " at once");
    }
  }
}
