package io.armillaria.execution.operator;

import java.util.function.Supplier;

/// What a grouping of rows must know of itself to go to files.
///
/// @param use what the rows of each input are; without key columns they are all one group
/// @param sides the number of inputs
/// @param fresh makes empty groups
record GroupingShape(SpilledSide.Use use, int sides, Supplier<HashedGroups> fresh) {
  String holder() {
    return use.holder();
  }

  boolean partible() {
    return use.keyColumns().length > 0;
  }
}
