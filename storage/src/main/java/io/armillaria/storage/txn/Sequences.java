package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.table.SequenceDefinition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The counters of a store's sequences: outside transactions, over all branches and versions.
///
/// Numbers are reserved in blocks. What a block may reach is durable before its first number is
/// given out, so a crash loses the rest of a block, and no number is given out twice. What is left
/// of the blocks goes back when the database is closed. Safe for many threads.
public final class Sequences {
  private static final long LARGEST_BLOCK = 1024;

  /// The last number reserved of each counter, as the log has it in its order.
  private final Map<UUID, Long> reserved;

  private final Map<UUID, Counter> counters = new ConcurrentHashMap<>();
  private final Log log;

  /// Appends a record that is computed when its place in the log is known, and returns when it is
  /// durable.
  interface Log {
    void append(Supplier<List<LogRecord>> records);
  }

  /// @param reserved the last number reserved of each counter, by any process: changed under the
  ///   lock that orders the log's records
  Sequences(Map<UUID, Long> reserved, Log log) {
    this.reserved = reserved;
    this.log = log;
  }

  /// Puts the next `count` numbers of the sequence into `into`, from its beginning.
  ///
  /// @param name of the sequence, for messages
  /// @throws io.armillaria.storage.failure.DatabaseException SequenceExhausted; InputOutput,
  ///   DiskFull, and no number is given out
  public void next(SequenceDefinition sequence, String name, long[] into, int count) {
    counters
        .computeIfAbsent(sequence.counter(), id -> new Counter())
        .next(sequence, name, into, count);
  }

  /// Gives back what is left of the blocks.
  void settle() {
    log.append(
        () -> {
          List<LogRecord> records = new ArrayList<>();
          counters.forEach((id, counter) -> counter.settle(id, records));
          return records;
        });
  }

  private LogRecord reserve(UUID counter, long last) {
    reserved.put(counter, last);
    return new LogEntry.SequenceReserved(counter, last).encode();
  }

  /// The block of one counter.
  private final class Counter {
    private SequenceDefinition block;
    private long next;
    private long left;
    private long size = 32;

    synchronized void next(SequenceDefinition sequence, String name, long[] into, int count) {
      for (int taken = 0; taken < count; ) {
        if (left == 0 || !sequence.equals(block)) {
          fill(sequence, name, count - taken);
        }
        for (; taken < count && left > 0; left--) {
          into[taken++] = next;
          next += left > 1 ? sequence.increment() : 0;
        }
      }
    }

    private void fill(SequenceDefinition sequence, String name, long wanted) {
      long length = Math.max(wanted, Math.max(sequence.cache(), size));
      size = Math.min(LARGEST_BLOCK, 2 * size);
      left = 0;
      block = sequence;
      long[] first = new long[1];
      long[] numbers = new long[1];
      log.append(
          () -> {
            first[0] = following(sequence, name);
            numbers[0] = Math.min(length, room(sequence, first[0]));
            long last = first[0] + (numbers[0] - 1) * sequence.increment();
            return List.of(reserve(sequence.counter(), last));
          });
      next = first[0];
      left = numbers[0];
    }

    /// The first number that is not reserved.
    private long following(SequenceDefinition sequence, String name) {
      Long last = reserved.get(sequence.counter());
      if (last == null) {
        return sequence.first();
      }
      boolean up = sequence.increment() > 0;
      long bound = up ? sequence.most() : sequence.least();
      long number = last + sequence.increment();
      boolean overflow = up ? number < last : number > last;
      if (!overflow && (up ? number <= bound : number >= bound)) {
        return number;
      }
      if (!sequence.cycle()) {
        throw new Failure.SequenceExhausted(name, bound).raise();
      }
      return up ? sequence.least() : sequence.most();
    }

    /// How many numbers there are from `first` on, before the sequence is exhausted.
    private static long room(SequenceDefinition sequence, long first) {
      long bound = sequence.increment() > 0 ? sequence.most() : sequence.least();
      BigInteger distance = BigInteger.valueOf(bound).subtract(BigInteger.valueOf(first));
      BigInteger steps = distance.divide(BigInteger.valueOf(sequence.increment()));
      return steps.min(BigInteger.valueOf(Integer.MAX_VALUE)).longValueExact() + 1;
    }

    /// Says that the last number given out was the last one reserved.
    synchronized void settle(UUID id, List<LogRecord> records) {
      boolean first = left > 0 && next == block.first();
      if (left > 0 && !first) {
        long end = next + (left - 1) * block.increment();
        left = 0;
        if (reserved.get(id) == end) {
          records.add(reserve(id, next - block.increment()));
        }
      }
    }
  }
}
