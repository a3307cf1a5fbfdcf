package io.armillaria.execution.operator;

import java.util.function.IntConsumer;

/// Runs the same work in the calling thread and in helpers from the [WorkerPool], until all are
/// done. A helper that has not started when the caller is done is not waited for.
final class Team {
  private final Runnable work;
  private final Runnable onFailure;
  private int running;
  private boolean closed;
  private Throwable failure;

  private Team(Runnable work, Runnable onFailure) {
    this.work = work;
    this.onFailure = onFailure;
  }

  /// @param onFailure called once when a thread fails, to make the others end soon
  /// @throws RuntimeException what the first thread that failed threw
  static void run(int threads, Runnable work, Runnable onFailure) {
    Team team = new Team(work, onFailure);
    for (int i = 1; i < threads; i++) {
      WorkerPool.submit(team::help);
    }
    team.attempt();
    team.finish();
  }

  /// Calls `task` for each number from 0 to `count`, in parallel.
  static void forEach(int threads, int count, IntConsumer task) {
    Numbers numbers = new Numbers(count);
    run(
        Math.min(threads, count),
        () -> {
          for (int i = numbers.take(); i >= 0; i = numbers.take()) {
            task.accept(i);
          }
        },
        numbers::close);
  }

  private void help() {
    synchronized (this) {
      if (closed) {
        return;
      }
      running++;
    }
    try {
      attempt();
    } finally {
      synchronized (this) {
        running--;
        notifyAll();
      }
    }
  }

  private void attempt() {
    try {
      work.run();
    } catch (Throwable e) {
      boolean first;
      synchronized (this) {
        first = failure == null;
        if (first) {
          failure = e;
        }
      }
      if (first) {
        onFailure.run();
      }
    }
  }

  private void finish() {
    boolean interrupted = false;
    synchronized (this) {
      closed = true;
      while (running > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
          onFailure.run();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static final class Numbers {
    private final int count;
    private int next;

    Numbers(int count) {
      this.count = count;
    }

    synchronized int take() {
      return next < count ? next++ : -1;
    }

    synchronized void close() {
      next = count;
    }
  }
}
