package io.armillaria.execution.operator;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The daemon threads that help the calling threads of all queries. They are made when first needed
/// and end when idle. No task ever waits for a task that has not started, so any number of threads
/// will do.
final class WorkerPool {
  private static final int IDLE_SECONDS = 5;
  private static final Executor EXECUTOR = executor();

  private WorkerPool() {}

  static void submit(Runnable task) {
    EXECUTOR.execute(task);
  }

  private static Executor executor() {
    int threads = Math.max(4, Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "armillaria-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
