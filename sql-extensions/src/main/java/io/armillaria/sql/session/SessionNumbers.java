package io.armillaria.sql.session;

import io.armillaria.execution.expression.SequenceNumbers;
import io.armillaria.sql.schema.BoundSequence;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.SequenceDefinition;
import io.armillaria.storage.txn.Sequences;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The numbers that a session takes from sequences, and the last one of each. Safe for many
/// threads.
final class SessionNumbers {
  private final Sequences counters;
  private final Runnable refuseReadOnly;
  private final Map<UUID, Long> last = new ConcurrentHashMap<>();

  /// @param refuseReadOnly throws when the session must not write now
  SessionNumbers(Sequences counters, Runnable refuseReadOnly) {
    this.counters = counters;
    this.refuseReadOnly = refuseReadOnly;
  }

  /// @param sequences those that the statement names, by index
  SequenceNumbers of(List<BoundSequence> sequences) {
    return new SequenceNumbers() {
      @Override
      public void next(int sequence, long[] into, int count) {
        BoundSequence from = sequences.get(sequence);
        if (count > 0) {
          refuseReadOnly.run();
          counters.next(from.definition(), from.name(), into, count);
          last.put(from.definition().counter(), into[count - 1]);
        }
      }

      @Override
      public long current(int sequence) {
        BoundSequence from = sequences.get(sequence);
        return current(from.name(), from.definition());
      }

      private long current(String name, SequenceDefinition definition) {
        Long number = last.get(definition.counter());
        if (number == null) {
          throw new Failure.NotYetTaken(name).raise();
        }
        return number;
      }
    };
  }
}
