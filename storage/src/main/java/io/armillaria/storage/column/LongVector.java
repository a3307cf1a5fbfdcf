package io.armillaria.storage.column;

/// Values of layout LONG: whole numbers, booleans, short decimals, dates and times.
public record LongVector(long[] values, boolean[] nulls) implements ColumnVector {}
