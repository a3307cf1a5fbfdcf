package io.armillaria.sql.session;

import io.armillaria.sql.parser.ColumnDefinition;
import io.armillaria.sql.parser.SequenceOptions;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Identity;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.Optional;

/// What makes columns identity columns.
final class Identities {
  private Identities() {}

  /// Whether a column of the type can hold numbers of a sequence.
  static boolean fits(DataType type) {
    return type == Plain.SMALLINT || type == Plain.INTEGER || type == Plain.BIGINT;
  }

  /// The column with an identity; it is NOT NULL.
  static Column with(Column column, ColumnDefinition.Identity identity) {
    if (!fits(column.type())) {
      throw noNumbers(column.name(), column.type());
    }
    if (column.defaultSql().isPresent()) {
      throw new Failure.Semantic(
              "Column " + column.name() + " has both a DEFAULT and an identity; it takes one.")
          .raise();
    }
    SequenceBuilder builder = new SequenceBuilder("of column " + column.name(), column.type());
    return column
        .withNullable(false)
        .withIdentity(
            Optional.of(new Identity(identity.always(), builder.create(identity.options()))));
  }

  /// The identity column with a new counter.
  ///
  /// @param next its first number; empty for the one that the column began with
  static Column restarted(Column column, Optional<Long> next) {
    Identity identity =
        column
            .identity()
            .orElseThrow(
                () ->
                    new Failure.Semantic("Column " + column.name() + " is no identity column.")
                        .raise());
    SequenceOptions restart =
        new SequenceOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(next));
    SequenceBuilder builder = new SequenceBuilder("of column " + column.name(), column.type());
    return column.withIdentity(
        Optional.of(new Identity(identity.always(), builder.alter(identity.sequence(), restart))));
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
