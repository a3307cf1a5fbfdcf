package io.armillaria.storage.check;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import java.util.function.Consumer;

/// Collects what a check finds, and keeps it going after each finding.
final class Report {
  private final Consumer<Problem> found;
  private final Runnable between;

  /// @param between runs before each part of the check, which ends when it throws
  Report(Consumer<Problem> found, Runnable between) {
    this.found = found;
    this.between = between;
  }

  void add(String object, Problem.Kind kind, String text) {
    found.accept(new Problem(object, kind, text));
  }

  /// Runs a part of the check. What it cannot read is a problem; that the database was closed, or
  /// the statement cancelled, ends the check.
  ///
  /// @return whether it ran to its end
  boolean guard(String object, Problem.Kind kind, Runnable part) {
    between.run();
    try {
      part.run();
      return true;
    } catch (DatabaseException e) {
      if (e.failure() instanceof Failure.Closed || e.failure() instanceof Failure.Cancelled) {
        throw e;
      }
      add(object, kind, e.failure().message());
    } catch (InternalError e) {
      add(object, kind, FileFailures.mapping(e).getMessage());
    } catch (RuntimeException e) {
      add(object, kind, "It cannot be read: " + e + ".");
    }
    return false;
  }
}
