package io.armillaria.jdbc.result;

import io.armillaria.jdbc.failure.SqlErrors;
import java.sql.SQLException;

/// `unwrap` of the driver's objects, which wrap nothing but themselves.
public final class Unwrapping {
  private Unwrapping() {}

  public static <T> T unwrap(Object self, Class<T> type) throws SQLException {
    if (!type.isInstance(self)) {
      throw SqlErrors.invalidParameter(
          "A " + self.getClass().getSimpleName() + " is no " + type.getName() + ".");
    }
    return type.cast(self);
  }
}
