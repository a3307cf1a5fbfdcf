package io.armillaria.storage.file;

import java.util.concurrent.atomic.AtomicLongArray;

/// A few 64-bit words that all processes of a database see at once. They outlive a process, but a
/// power cut may leave anything in them. Safe for many threads.
public interface SharedWords {
  /// How many there are.
  int COUNT = 64 + 64 * 4;

  /// Reads a word; sees what any process wrote before, and what it had written before that.
  long get(int index);

  void set(int index, long value);

  /// Sets a word if it has the value `expected`.
  ///
  /// @return whether it had
  boolean compareAndSet(int index, long expected, long value);

  /// Words of a process that has its database for itself.
  static SharedWords alone() {
    AtomicLongArray words = new AtomicLongArray(COUNT);
    return new SharedWords() {
      @Override
      public long get(int index) {
        return words.get(index);
      }

      @Override
      public void set(int index, long value) {
        words.set(index, value);
      }

      @Override
      public boolean compareAndSet(int index, long expected, long value) {
        return words.compareAndSet(index, expected, value);
      }
    };
  }
}
