package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.SpilledRows;

/// The rows of a file, page by page.
final class SpilledReader implements Operator {
  private final Query query;
  private final SpilledRows rows;
  private int page;

  SpilledReader(Query query, SpilledRows rows) {
    this.query = query;
    this.rows = rows;
  }

  @Override
  public Batch next() {
    query.check();
    return page < rows.pages() ? rows.read(page++) : null;
  }
}
