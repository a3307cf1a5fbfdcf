package io.armillaria.storage.table;

/// Finds rows of one snapshot by their keys, in the encoding of [KeyEncoder]. Keeps its readers
/// between calls. Not thread safe.
public interface KeySearch {
  /// The address of the live row of that key, or -1.
  long find(byte[] key);

  /// Visits the live rows whose keys are at least `from` and less than `to`, in no order, until the
  /// visitor has enough.
  ///
  /// @param to null for no bound
  /// @return whether all were visited
  boolean range(byte[] from, byte[] to, Visitor visitor);

  interface Visitor {
    /// Returns whether to go on.
    boolean visit(long address);
  }
}
