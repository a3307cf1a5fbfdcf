package io.armillaria.storage.check;

/// How many rows, and the sum of their 128-bit hashes: the same for the same rows in any order.
/// Guards against mistakes and damage, not against an attacker: that is what the hashes of the
/// objects are for.
record RowDigest(long rows, long high, long low) {
  static final RowDigest NONE = new RowDigest(0, 0, 0);

  /// The two halves are sums of their own.
  RowDigest plus(RowDigest more) {
    return new RowDigest(rows + more.rows, high + more.high, low + more.low);
  }

  RowDigest minus(RowDigest less) {
    return new RowDigest(rows - less.rows, high - less.high, low - less.low);
  }
}
