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
/// @param identity where the column's numbers come from, if it is GENERATED AS IDENTITY
public record Column(
    int id,
    String name,
    DataType type,
    boolean nullable,
    Optional<String> defaultSql,
    Object missing,
    String collation,
    Optional<Identity> identity) {
  public Column {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(defaultSql);
    Objects.requireNonNull(collation);
    Objects.requireNonNull(identity);
  }

  public Column(int id, String name, DataType type, boolean nullable) {
    this(id, name, type, nullable, Optional.empty(), null, "", Optional.empty());
  }

  public Column withId(int newId) {
    return new Column(newId, name, type, nullable, defaultSql, missing, collation, identity);
  }

  public Column withName(String newName) {
    return new Column(id, newName, type, nullable, defaultSql, missing, collation, identity);
  }

  public Column withType(DataType newType) {
    return new Column(id, name, newType, nullable, defaultSql, missing, collation, identity);
  }

  public Column withNullable(boolean isNullable) {
    return new Column(id, name, type, isNullable, defaultSql, missing, collation, identity);
  }

  public Column withDefault(Optional<String> sql) {
    return new Column(id, name, type, nullable, sql, missing, collation, identity);
  }

  public Column withMissing(Object value) {
    return new Column(id, name, type, nullable, defaultSql, value, collation, identity);
  }

  public Column withIdentity(Optional<Identity> generator) {
    return new Column(id, name, type, nullable, defaultSql, missing, collation, generator);
  }
}
