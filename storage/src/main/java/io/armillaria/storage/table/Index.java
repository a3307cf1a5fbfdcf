package io.armillaria.storage.table;

import java.util.Collections;
import java.util.List;

/// A secondary index: a hidden table that has a row for each row of its table, in the order of
/// these columns. Columns are named by id.
///
/// @param descending for listings, one for each column: the index is read in both directions
/// @param unique whether rows must differ in the columns; a row with a NULL there differs from all
/// @param table the hidden table
public record Index(
    String name, List<Integer> columns, List<Boolean> descending, boolean unique, TableId table) {
  public Index {
    columns = List.copyOf(columns);
    descending = List.copyOf(descending);
    if (columns.isEmpty() || columns.size() != descending.size()) {
      throw new IllegalArgumentException(columns.size() + " columns, directions " + descending);
    }
  }

  /// An index that ascends.
  public Index(String name, List<Integer> columns, boolean unique, TableId table) {
    this(name, columns, Collections.nCopies(columns.size(), false), unique, table);
  }
}
