package io.armillaria.execution.expression;

/// Where a plan's numbers of sequences come from; sequences are named by their places in the
/// statement. Safe for many threads.
public interface SequenceNumbers {
  /// For plans that name no sequence.
  SequenceNumbers NONE =
      new SequenceNumbers() {
        @Override
        public void next(int sequence, long[] into, int count) {
          throw new IllegalStateException("a plan without sequences asks for number " + sequence);
        }

        @Override
        public long current(int sequence) {
          throw new IllegalStateException("a plan without sequences asks for number " + sequence);
        }
      };

  /// Puts the next `count` numbers into `into`, from its beginning.
  void next(int sequence, long[] into, int count);

  /// The number that this session took last.
  long current(int sequence);
}
