package io.armillaria.sql.planner;

import io.armillaria.sql.parser.TableName;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.util.function.Supplier;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.validate.SqlValidatorException;

/// Turns what Calcite throws at a query into our failures, with the place in the text.
final class PlannerErrors {
  private PlannerErrors() {}

  static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (CalciteContextException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw failure(cause, place(e)).raise(e);
    } catch (CalciteException e) {
      throw failure(e, "").raise(e);
    } catch (RuntimeException e) {
      throw inside(e);
    }
  }

  /// Our own exception, where Calcite has wrapped it.
  private static RuntimeException inside(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case DatabaseException ours -> {
          return ours;
        }
        case SqlValidatorException theirs -> {
          return failure(theirs, "").raise(thrown);
        }
        default -> {}
      }
    }
    return thrown;
  }

  private static Failure failure(Throwable cause, String place) {
    return KnownMessages.failure(TableName.readable(String.valueOf(cause.getMessage())), place);
  }

  private static String place(CalciteContextException e) {
    return e.getPosLine() > 0
        ? " (line " + e.getPosLine() + ", column " + e.getPosColumn() + ")"
        : "";
  }
}
