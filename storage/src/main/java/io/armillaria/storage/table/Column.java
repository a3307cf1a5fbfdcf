package io.armillaria.storage.table;

import io.armillaria.storage.type.DataType;
import java.util.Objects;
import java.util.Optional;

/// A column of a schema.
///
/// @param id names the column within its table for ever; never used again, on any branch
/// @param name as stored: unquoted names are upper case
/// @param nullable false for NOT NULL
/// @param defaultSql the expression of DEFAULT as SQL text, for rows inserted without a value
/// @param missing the value that rows read which were written before the column existed: a Long,
///   Double, BigInteger or byte[] by the layout; null for NULL
/// @param collation reserved; empty is the order of the UTF-8 bytes
public record Column(
    int id,
    String name,
    DataType type,
    boolean nullable,
    Optional<String> defaultSql,
    Object missing,
    String collation) {
  public Column {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(defaultSql);
    Objects.requireNonNull(collation);
  }

  public Column(int id, String name, DataType type, boolean nullable) {
    this(id, name, type, nullable, Optional.empty(), null, "");
  }

  public Column withName(String newName) {
    return new Column(id, newName, type, nullable, defaultSql, missing, collation);
  }
}
