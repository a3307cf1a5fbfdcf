package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.function.Function;

/// The rows of a pipeline that has run to its end, to be read any number of times: in memory, in
/// their order, or where they do not fit in a file.
///
/// @param reader gives them to a query or a part of it
/// @param release frees them
record StoredRows(Function<Query, Source> reader, Runnable release) {
  /// @param holder for messages
  static StoredRows of(Query query, String holder, Pipeline pipeline, List<DataType> types) {
    try (Allotment allotment = new Allotment(query, holder, 1)) {
      SpilledSide spilled = side(query, allotment, holder, types);
      return of(
          query, PipelineRunner.run(query, pipeline, () -> new BuildSink(query, spilled)), spilled);
    }
  }

  /// What was collected by some workers.
  static StoredRows of(Query query, List<BuildSink> sinks, SpilledSide spilled) {
    if (spilled.begun()) {
      sinks.forEach(BuildSink::spillAll);
      SpilledRows rows = spilled.parts()[0];
      return new StoredRows(some -> new PagesSource(some, rows), spilled::close);
    }
    List<RowCollector> collected = sinks.stream().map(BuildSink::rows).toList();
    RowSet rows = RowCollector.inOrder(collected, query::check);
    sinks.forEach(BuildSink::settle);
    return new StoredRows(
        some -> new RowSetSource(some, rows, spilled.use().types()),
        () -> sinks.forEach(sink -> sink.memory().close()));
  }

  /// Where rows go that do not fit.
  static SpilledSide side(Query query, Allotment allotment, String holder, List<DataType> types) {
    return new SpilledSide(
        query, allotment, new SpilledSide.Use(holder, types, new int[0], 0, true));
  }

  Source source(Query query) {
    return reader.apply(query);
  }
}
