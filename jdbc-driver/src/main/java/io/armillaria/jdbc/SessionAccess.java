package io.armillaria.jdbc;

import io.armillaria.execution.batch.Progress;
import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.sql.session.Session;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The one way to a connection's session: one thread at a time, its failures as SQLException, and
/// nothing after the connection is closed.
final class SessionAccess {
  private final ReentrantLock lock = new ReentrantLock();
  private final Session session;
  private volatile boolean aborted;
  private volatile boolean closed;

  SessionAccess(Session session) {
    this.session = session;
  }

  /// Work with the session, or with what it gave.
  interface Work<T> {
    T with(Session session) throws SQLException;
  }

  <T> T call(Work<T> work) throws SQLException {
    lock.lock();
    try {
      checkOpen();
      return work.with(session);
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    } catch (OutOfMemoryError e) {
      throw SqlErrors.of(
          SqlStates.OUT_OF_MEMORY, "The JVM has no memory left: " + e.getMessage() + ".", e);
    } catch (StackOverflowError e) {
      throw SqlErrors.of(
          SqlStates.TOO_COMPLEX, "The statement is nested too deeply to be understood.", e);
    } finally {
      lock.unlock();
    }
  }

  /// Gives back what the session gave; nothing when it took that back itself by being closed.
  void release(Runnable work) throws SQLException {
    lock.lock();
    try {
      if (!closed) {
        work.run();
      }
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    } finally {
      lock.unlock();
    }
  }

  /// Does `last`, then closes the session and gives its engine back. Idempotent.
  void close(Work<Void> last, Engines.Lease lease) throws SQLException {
    lock.lock();
    try {
      if (!closed) {
        try (lease;
            session) {
          last.with(session);
        } finally {
          closed = true;
        }
      }
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    } finally {
      lock.unlock();
    }
  }

  /// Makes the statement that runs now fail; from any thread, without waiting for it.
  void cancel() {
    session.cancel();
  }

  /// How far the statement that runs now is; from any thread.
  Optional<Progress> progress() {
    return session.progress();
  }

  /// Stops what runs now and refuses what comes, as if closed; [#close] must follow.
  void abort() {
    aborted = true;
    session.cancelAll();
  }

  boolean isClosed() {
    return closed || aborted;
  }

  void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.of(SqlStates.CONNECTION_CLOSED, "The connection is closed.");
    }
  }
}
