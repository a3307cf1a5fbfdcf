package io.armillaria.jdbc;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.batch.Progress;
import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.result.BatchSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// One run of a statement: the call that starts it, then the pulls of its rows, all of which share
/// one time limit and can be cancelled from other threads. Time between the calls does not count.
///
/// `inSession` says that a call runs in the session, `cursor` that there are rows to pull; both are
/// guarded by this. `cancelled` keeps a cancellation that falls between the two, or before both.
final class StatementRun {
  private static final long REPEAT_NANOS = 50_000_000;

  private final SessionAccess access;
  private final int timeoutSeconds;
  private long nanosLeft;

  private boolean inSession;
  private boolean cancelled;
  private boolean timedOut;
  private Cursor cursor;

  /// `timeoutSeconds` is 0 for no limit.
  StatementRun(SessionAccess access, int timeoutSeconds) {
    this.access = access;
    this.timeoutSeconds = timeoutSeconds;
    this.nanosLeft = timeoutSeconds * 1_000_000_000L;
  }

  <T> T start(SessionAccess.Work<T> work) throws SQLException {
    return limited(
        () ->
            access.call(
                session -> {
                  enter();
                  try {
                    return work.with(session);
                  } finally {
                    leave();
                  }
                }));
  }

  /// The rows of `opened`, which the run closes in the end, and then tells `closed`.
  BatchSource rows(Cursor opened, Consumer<BatchSource> closed) {
    synchronized (this) {
      cursor = opened;
      if (cancelled) {
        opened.cancel();
      }
    }
    return new Rows(closed);
  }

  /// How far the run is; empty while it reads nothing.
  synchronized Optional<Progress> progress() {
    if (cursor != null) {
      return cursor.progress();
    }
    return inSession ? access.progress() : Optional.empty();
  }

  void cancel() throws SQLException {
    synchronized (this) {
      cancelled = true;
    }
    access.checkOpen();
    stop();
  }

  /// A call that has only begun may not have come to where the session notices; it is told again
  /// until it ends.
  private synchronized void stop() {
    if (cursor != null) {
      cursor.cancel();
    } else if (inSession) {
      access.cancel();
      Future<?> _ = TimeLimits.after(REPEAT_NANOS, this::stop);
    }
  }

  private synchronized void enter() throws SQLException {
    if (cancelled) {
      throw SqlErrors.of(SqlStates.CANCELLED, "The statement was cancelled.");
    }
    inSession = true;
  }

  private synchronized void leave() {
    inSession = false;
  }

  private <T> T limited(Call<T> call) throws SQLException {
    if (timeoutSeconds == 0) {
      return call.call();
    }
    long start = System.nanoTime();
    Future<?> limit = TimeLimits.after(nanosLeft, this::timeOut);
    try {
      return call.call();
    } catch (SQLException e) {
      throw isTimeOut(e) ? timeOutError(e) : e;
    } finally {
      limit.cancel(false);
      nanosLeft = Math.max(1, nanosLeft - (System.nanoTime() - start));
    }
  }

  private void timeOut() {
    synchronized (this) {
      timedOut = true;
      cancelled = true;
    }
    stop();
  }

  private synchronized boolean isTimeOut(SQLException e) {
    return timedOut && SqlStates.CANCELLED.equals(e.getSQLState());
  }

  private SQLException timeOutError(SQLException cause) {
    return SqlErrors.of(
        SqlStates.CANCELLED,
        "The statement ran longer than its query timeout of " + timeoutSeconds + " s.",
        cause);
  }

  private interface Call<T> {
    T call() throws SQLException;
  }

  private final class Rows implements BatchSource {
    private final Consumer<BatchSource> closed;

    Rows(Consumer<BatchSource> closed) {
      this.closed = closed;
    }

    @Override
    public Batch next() throws SQLException {
      return limited(() -> access.call(_ -> cursor.next()));
    }

    @Override
    public void close() throws SQLException {
      Cursor closing;
      synchronized (StatementRun.this) {
        closing = cursor;
      }
      closed.accept(this);
      access.release(closing::close);
    }
  }
}
