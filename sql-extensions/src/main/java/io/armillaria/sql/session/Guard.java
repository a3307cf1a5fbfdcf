package io.armillaria.sql.session;

import io.armillaria.sql.parser.SqlSyntaxException;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import java.util.function.Supplier;

/// The border of the SQL engine: every exception that leaves it is a [DatabaseException], and what
/// we did not foresee is our defect.
final class Guard {
  private Guard() {}

  static void run(Runnable work) {
    run(
        () -> {
          work.run();
          return null;
        });
  }

  static <T> T run(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      throw e;
    } catch (SqlSyntaxException e) {
      throw new Failure.Syntax(e.line(), e.column(), e.getMessage()).raise(e);
    } catch (StackOverflowError e) {
      throw new Failure.Syntax(0, 0, "The statement is nested too deeply.").raise(e);
    } catch (InternalError e) {
      throw FileFailures.mapping(e);
    } catch (OutOfMemoryError e) {
      throw new Failure.OutOfMemory(
              "The statement needs more memory than the JVM has, which is "
                  + (Runtime.getRuntime().maxMemory() >> 20)
                  + " MiB (-Xmx).")
          .raise(e);
    } catch (RuntimeException | AssertionError e) {
      throw new Failure.Internal(
              "Armillaria failed unexpectedly, which is a defect of its own: " + e)
          .raise(e);
    }
  }
}
