package io.armillaria.storage.txn;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs something later, unless it is taken back.
interface IdleTimer {
  /// @return takes it back
  Runnable after(Duration delay, Runnable work);

  /// One daemon thread for all databases of the JVM, there only while something waits to be run.
  IdleTimer SYSTEM = new SystemTimer();

  final class SystemTimer implements IdleTimer {
    private static final long LINGER_SECONDS = 10;

    private final ScheduledThreadPoolExecutor executor;

    private SystemTimer() {
      executor =
          new ScheduledThreadPoolExecutor(
              1, Thread.ofPlatform().daemon().name("armillaria-timeouts").factory());
      executor.setRemoveOnCancelPolicy(true);
      executor.setKeepAliveTime(LINGER_SECONDS, TimeUnit.SECONDS);
      executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public Runnable after(Duration delay, Runnable work) {
      Future<?> task = executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> task.cancel(false);
    }
  }
}
