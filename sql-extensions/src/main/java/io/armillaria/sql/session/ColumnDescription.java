package io.armillaria.sql.session;

import io.armillaria.storage.type.DataType;

/// A column of a result.
///
/// @param label the alias, or the column's name
/// @param name the table's column, or the label when it is computed
/// @param table the table it comes from, or empty
/// @param nullable whether NULL can occur, as far as is known
public record ColumnDescription(
    String label, String name, String table, DataType type, boolean nullable) {}
