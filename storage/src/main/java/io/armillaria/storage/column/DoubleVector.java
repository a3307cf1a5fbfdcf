package io.armillaria.storage.column;

/// Values of layout DOUBLE.
public record DoubleVector(double[] values, boolean[] nulls) implements ColumnVector {}
