package io.armillaria.storage.table;

/// A foreign key that refers to the table whose schema has this.
///
/// @param child the table that has the foreign key
/// @param constraint the foreign key's name there
public record Reference(TableId child, String constraint) {}
