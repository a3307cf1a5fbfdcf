package io.armillaria.sql.session;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;

/// What identity columns may be.
final class Identities {
  private Identities() {}

  /// Whether a column of the type can hold numbers of a sequence.
  static boolean fits(DataType type) {
    return type == Plain.SMALLINT || type == Plain.INTEGER || type == Plain.BIGINT;
  }

  static RuntimeException noNumbers(String column, DataType type) {
    return new Failure.TypeMismatch(
            "Identity column "
                + column
                + " is of type "
                + type.sql()
                + ", but must be SMALLINT, INTEGER or BIGINT.")
        .raise();
  }
}
