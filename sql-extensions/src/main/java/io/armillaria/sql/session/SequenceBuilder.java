package io.armillaria.sql.session;

import io.armillaria.sql.parser.SequenceOptions;
import io.armillaria.sql.planner.SequenceRange;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.SequenceDefinition;
import io.armillaria.storage.type.DataType;
import java.util.Optional;
import java.util.UUID;

/// Makes definitions of sequences from what was written, with PostgreSQL's values for what was not.
final class SequenceBuilder {
  private static final long CACHE = 1;

  private final String name;
  private final SequenceRange range;

  /// @param name for messages
  /// @param type of the numbers
  SequenceBuilder(String name, DataType type) {
    this.name = name;
    this.range = SequenceRange.of(type);
  }

  SequenceDefinition create(SequenceOptions options) {
    if (options.restart().isPresent()) {
      throw new Failure.Semantic(
              "Sequence " + name + " is new: it has START WITH, and nothing to restart.")
          .raise();
    }
    long increment = options.increment().orElse(1L);
    long least = least(options, increment).orElse(increment > 0 ? 1 : range.least());
    long most = most(options, increment).orElse(increment > 0 ? range.most() : -1);
    long start = options.start().orElse(increment > 0 ? least : most);
    return checked(
        UUID.randomUUID(),
        start,
        start,
        increment,
        least,
        most,
        options.cycle().orElse(false),
        options.cache().orElse(CACHE));
  }

  /// RESTART gives a new counter, which begins where it says.
  SequenceDefinition alter(SequenceDefinition old, SequenceOptions options) {
    long increment = options.increment().orElse(old.increment());
    long least = least(options, increment).orElse(old.least());
    long most = most(options, increment).orElse(old.most());
    long start = options.start().orElse(old.start());
    boolean cycle = options.cycle().orElse(old.cycle());
    long cache = options.cache().orElse(old.cache());
    if (options.restart().isEmpty()) {
      long first = least > most ? start : Math.clamp(old.first(), least, most);
      return checked(old.counter(), first, start, increment, least, most, cycle, cache);
    }
    long next = options.restart().get().orElse(start);
    return checked(UUID.randomUUID(), next, start, increment, least, most, cycle, cache);
  }

  /// MINVALUE as written; NO MINVALUE is the type's, or 1 for an ascending sequence.
  private Optional<Long> least(SequenceOptions options, long increment) {
    return options.least().map(given -> given.orElse(increment > 0 ? 1 : range.least()));
  }

  private Optional<Long> most(SequenceOptions options, long increment) {
    return options.most().map(given -> given.orElse(increment > 0 ? range.most() : -1));
  }

  private SequenceDefinition checked(
      UUID counter,
      long first,
      long start,
      long increment,
      long least,
      long most,
      boolean cycle,
      long cache) {
    if (increment == 0) {
      throw invalid("INCREMENT is 0, but must be another number");
    }
    if (least < range.least() || most > range.most()) {
      throw invalid(
          "its numbers from "
              + least
              + " to "
              + most
              + " are not all between "
              + range.least()
              + " and "
              + range.most());
    }
    if (least > most) {
      throw invalid("MINVALUE " + least + " is greater than MAXVALUE " + most);
    }
    for (long beginning : new long[] {first, start}) {
      if (beginning < least || beginning > most) {
        throw invalid(
            "it begins with " + beginning + ", which is not between " + least + " and " + most);
      }
    }
    if (cache < 1) {
      throw invalid("CACHE is " + cache + ", but must be 1 or more");
    }
    return new SequenceDefinition(counter, first, start, increment, least, most, cycle, cache);
  }

  private RuntimeException invalid(String what) {
    return new Failure.InvalidParameter("Sequence " + name + ": " + what + ".").raise();
  }
}
