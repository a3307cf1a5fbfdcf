package io.armillaria.execution.operator;

/// Hands the morsels of a pipeline to workers, in order.
final class MorselQueue {
  private final Pipeline pipeline;
  private final int morsels;
  private int next;
  private int ended;
  private boolean closed;

  MorselQueue(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.morsels = pipeline.morsels();
  }

  /// The next morsel, or -1 when there is none left or the queue is closed. Waits where a stage
  /// begins that wants all earlier morsels to have ended.
  synchronized int take() throws InterruptedException {
    while (!closed && next < morsels && pipeline.prerequisites(next) > ended) {
      wait();
    }
    return closed || next == morsels ? -1 : next++;
  }

  /// Says that a morsel that was taken has ended.
  synchronized void end() {
    ended++;
    notifyAll();
  }

  /// No more morsels for anyone.
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
