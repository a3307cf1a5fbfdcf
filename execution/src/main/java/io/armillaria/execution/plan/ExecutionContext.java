package io.armillaria.execution.plan;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.SequenceNumbers;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.storage.table.TableSnapshot;
import java.time.ZoneId;
import java.util.List;

/// What a run of a plan needs beside the plan.
///
/// @param tables the snapshots that [PhysicalPlan.Scan#table] names
/// @param virtuals the rows that [PhysicalPlan.Virtual#source] names
/// @param parameters values of the statement's parameters, by index: a Long, Double, BigInteger or
///   byte[] by the layout of the parameter's type, or null for NULL
/// @param now the statement's time, microseconds since 1970-01-01T00:00Z
/// @param zone the session's time zone
/// @param sequences the sequences that [io.armillaria.execution.expression.Function#NEXT_NUMBER]
///   names
/// @param threads workers to use, the caller included
/// @param memory what the run may hold
public record ExecutionContext(
    List<TableSnapshot> tables,
    List<List<Batch>> virtuals,
    Object[] parameters,
    long now,
    ZoneId zone,
    SequenceNumbers sequences,
    int threads,
    QueryMemory memory) {
  /// For a plan that names no sequence, with all the memory that there is.
  public ExecutionContext(
      List<TableSnapshot> tables,
      List<List<Batch>> virtuals,
      Object[] parameters,
      long now,
      ZoneId zone,
      int threads) {
    this(
        tables,
        virtuals,
        parameters,
        now,
        zone,
        SequenceNumbers.NONE,
        threads,
        QueryMemory.unlimited());
  }
}
