package io.armillaria.storage.column;

/// What is known of a chunk without decoding it.
///
/// @param rows rows, NULLs included
/// @param nulls how many are NULL
/// @param minimum the least value that is not NULL, or null when all are NULL or it is not known: a
///   Long, Double, BigInteger or byte[] by the layout. Doubles order NaN above all others. A byte[]
///   may be a prefix, and is then a lower bound
/// @param maximum the greatest value, or an upper bound for byte[]; null when not known
/// @param distinct an estimate of the number of distinct values, at least 1 when one is not NULL
/// @param sorted whether the values ascend and none is NULL
public record ColumnStatistics(
    int rows, int nulls, Object minimum, Object maximum, int distinct, boolean sorted) {}
