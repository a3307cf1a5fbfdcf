package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import java.util.List;

/// What inserted rows have in the columns that were asked for.
public record KeptRows(List<ColumnDescription> columns, List<Batch> batches) {
  static final KeptRows NONE = new KeptRows(List.of(), List.of());

  public KeptRows {
    columns = List.copyOf(columns);
    batches = List.copyOf(batches);
  }
}
