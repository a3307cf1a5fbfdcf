package io.armillaria.sql.copy;

import io.armillaria.storage.type.DataType;

/// Text to a value of a type, as an assignment of SQL does it.
public interface TextConversion {
  /// The value by the layout of the type.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InvalidText, TextTooLong and their
  ///   like
  Object value(String text, DataType type);
}
