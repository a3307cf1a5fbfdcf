package io.armillaria.execution.operator;

import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.function.Supplier;

/// What a grouping of rows must know of itself to go to files.
///
/// @param holder for messages
/// @param types of the rows
/// @param keyColumns by whose hashes rows may be parted; none if they are all one group
/// @param sides the number of inputs
/// @param fresh makes empty groups
record GroupingShape(
    String holder,
    List<DataType> types,
    int[] keyColumns,
    int sides,
    Supplier<HashedGroups> fresh) {
  boolean partible() {
    return keyColumns.length > 0;
  }
}
