package io.armillaria.storage.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Threads that wait for tickets while another one writes and forces. Each is called by itself: one
/// that is done goes on at once, without a turn at the log's lock. Guarded by that lock, but for
/// [Waiter#sleep] and [#wake].
final class LogWaiters {
  private List<Waiter> waiting = new ArrayList<>();
  private List<Waiter> called = new ArrayList<>();

  /// A thread that waits.
  static final class Waiter {
    private final LogTicket ticket;
    private final boolean force;
    private final Thread thread = Thread.currentThread();

    /// Whether the ticket is done; null before the call.
    private volatile Boolean answer;

    private Waiter(LogTicket ticket, boolean force) {
      this.ticket = ticket;
      this.force = force;
    }

    LogTicket ticket() {
      return ticket;
    }

    /// Whether the thread waits for the ticket to be forced, not only written.
    boolean force() {
      return force;
    }

    /// Waits for the call, which only its own thread does.
    ///
    /// @return whether the ticket is done; otherwise it is this thread's turn to write, or the log
    ///   has failed
    boolean sleep() {
      boolean interrupted = false;
      while (answer == null) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        thread.interrupt();
      }
      return answer;
    }
  }

  /// Adds the calling thread.
  Waiter add(LogTicket ticket, boolean force) {
    Waiter waiter = new Waiter(ticket, force);
    waiting.add(waiter);
    return waiter;
  }

  /// Calls those that are done, and the first of the others, to go on in the writer's place.
  void call(Predicate<Waiter> done) {
    List<Waiter> others = new ArrayList<>();
    for (Waiter waiter : waiting) {
      if (done.test(waiter)) {
        called.add(waiter);
        waiter.answer = true;
      } else {
        others.add(waiter);
      }
    }
    waiting = others;
    if (!waiting.isEmpty()) {
      Waiter next = waiting.removeFirst();
      called.addFirst(next);
      next.answer = false;
    }
  }

  /// Calls all, because the log has failed.
  void callAll() {
    called.addAll(waiting);
    waiting.forEach(waiter -> waiter.answer = false);
    waiting.clear();
  }

  boolean hasCalled() {
    return !called.isEmpty();
  }

  /// Those that were called and not woken yet. The caller wakes them when it has let go of the
  /// lock.
  List<Waiter> takeCalled() {
    if (called.isEmpty()) {
      return List.of();
    }
    List<Waiter> taken = called;
    called = new ArrayList<>();
    return taken;
  }

  static void wake(List<Waiter> taken) {
    taken.forEach(waiter -> LockSupport.unpark(waiter.thread));
  }
}
