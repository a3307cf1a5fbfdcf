package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the workers of a [ParallelDelivery] share, guarded by this object's monitor.
///
/// 1. Morsels are taken in order; the *head* is the first whose batches have not all been polled.
/// 2. A morsel may be taken when fewer than `window` lie between it and the head, and when the
///    morsels that its stage wants ended have ended.
/// 3. A morsel holds at most QUEUE batches that nobody has polled, and where the texts of all of
///    them take MOST_BYTES only the head goes on, a batch at a time: so memory is bounded.
/// 4. A worker that can do nothing is parked; it is submitted again when it can.
/// 5. A failure is thrown when its morsel is the head and the batches before it have been polled:
///    so a query fails, or does not, whatever the number of threads.
final class MorselOutputs {
  private static final int QUEUE = 64;
  private static final long MOST_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() / 32, 1 << 20, 64 << 20);

  private static final class Output {
    final Deque<Batch> batches = new ArrayDeque<>();
    boolean ended;
    Throwable failure;
  }

  private final Query query;
  private final Pipeline pipeline;
  private final int morsels;
  private final int window;
  private final Map<Integer, Output> outputs = new HashMap<>();
  private final List<DeliveryWorker> parked = new ArrayList<>();
  private int next;
  private int head;
  private long bytes;
  private int ended;
  private int active;
  private boolean closed;

  MorselOutputs(Query query, Pipeline pipeline) {
    this.query = query;
    this.pipeline = pipeline;
    this.morsels = pipeline.morsels();
    this.window = 2 * query.threads();
  }

  // ---- workers

  /// Whether a worker that starts may work at all; then it calls [#leave] at its end.
  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    active++;
    return true;
  }

  synchronized void leave() {
    active--;
    notifyAll();
  }

  /// Whether the worker has something to do now; otherwise it is parked, or has no more to do.
  synchronized boolean mayGoOn(DeliveryWorker worker) {
    if (closed || (worker.morsel() == DeliveryWorker.NONE && next == morsels)) {
      return false;
    }
    if (canWork(worker.morsel())) {
      return true;
    }
    parked.add(worker);
    return false;
  }

  /// The next morsel, or NONE when none may be taken now.
  synchronized int take() {
    if (!canWork(DeliveryWorker.NONE)) {
      return DeliveryWorker.NONE;
    }
    outputs.put(next, new Output());
    return next++;
  }

  synchronized boolean hasRoom(int morsel) {
    int waiting = outputs.get(morsel).batches.size();
    return waiting < QUEUE && (bytes < MOST_BYTES || (morsel == head && waiting == 0));
  }

  synchronized void add(int morsel, Batch batch) {
    outputs.get(morsel).batches.add(batch);
    bytes += bytes(batch);
    notifyAll();
  }

  synchronized void end(int morsel) {
    outputs.get(morsel).ended = true;
    ended++;
    resume();
    notifyAll();
  }

  synchronized void fail(int morsel, Throwable failure) {
    outputs.get(morsel).failure = failure;
    notifyAll();
  }

  // ---- the thread that wants the rows

  /// The head's next batch; null when there is none yet, or none any more.
  synchronized Batch poll() {
    while (true) {
      Output output = outputs.get(head);
      if (output == null) {
        return null;
      }
      Batch batch = output.batches.poll();
      if (batch != null) {
        bytes -= bytes(batch);
        resume();
        return batch;
      }
      switch (output.failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(output.failure);
      }
      if (!output.ended) {
        return null;
      }
      outputs.remove(head++);
      resume();
    }
  }

  synchronized boolean exhausted() {
    return head == morsels;
  }

  synchronized boolean isHead(int morsel) {
    return morsel == head;
  }

  /// Waits until the head has something to poll or, for a thread that works on `morsel`, until it
  /// has something to do.
  synchronized void awaitChange(int morsel, boolean failed) {
    while (!query.stopped() && !headReady() && (failed || !canWork(morsel))) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        query.stop();
      }
    }
  }

  synchronized void wake() {
    notifyAll();
  }

  /// Returns when no worker is active any more; later ones will not become so.
  synchronized void close() {
    closed = true;
    boolean interrupted = false;
    while (active > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    outputs.clear();
    parked.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean headReady() {
    Output output = outputs.get(head);
    return output != null && (!output.batches.isEmpty() || output.ended || output.failure != null);
  }

  private boolean canWork(int morsel) {
    return morsel == DeliveryWorker.NONE
        ? next < morsels
            && next < head + window
            && pipeline.prerequisites(next) <= ended
            && (bytes < MOST_BYTES || next == head)
        : hasRoom(morsel);
  }

  private static long bytes(Batch batch) {
    long bytes = 0;
    for (ColumnVector column : batch.columns()) {
      if (column instanceof BytesVector texts && texts.codes() == null) {
        for (int row = 0; row < batch.rows(); row++) {
          bytes += texts.lengths()[row];
        }
      }
    }
    return bytes;
  }

  private void resume() {
    parked.removeIf(
        worker -> {
          boolean can = !closed && canWork(worker.morsel()) && drained(worker.morsel());
          if (can) {
            WorkerPool.submit(worker);
          }
          return can;
        });
  }

  // a worker is not woken for a single free place
  private boolean drained(int morsel) {
    return morsel == DeliveryWorker.NONE || outputs.get(morsel).batches.size() <= QUEUE / 2;
  }
}
