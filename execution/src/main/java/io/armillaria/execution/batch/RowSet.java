package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;

/// Rows held in memory as whole columns. Immutable once made.
public record RowSet(ColumnVector[] columns, int rows) {}
