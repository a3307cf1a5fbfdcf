package io.armillaria.execution.operator;

import io.armillaria.execution.memory.Reservation;

/// What is done with each part of rows that did not fit in memory. Safe for many threads.
interface PartWork {
  /// How much a part has of what must be in memory at once. One that has as much as what it was
  /// parted from is not parted again.
  long size(Part part);

  /// What gives the part's rows.
  ///
  /// @param memory of the part, given back when the rows have been given
  /// @return null when the part does not fit in memory and is not whole
  Operator open(Part part, Reservation memory);
}
