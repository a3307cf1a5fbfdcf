package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.SpilledRows;

/// Rows in a file, some pages a morsel.
record PagesSource(Query query, SpilledRows rows) implements Source {
  private static final int MORSEL = 16;

  @Override
  public int morsels() {
    return (rows.pages() + MORSEL - 1) / MORSEL;
  }

  @Override
  public Reader reader() {
    return new PagesReader();
  }

  private final class PagesReader implements Reader {
    private int at;
    private int end;

    @Override
    public void start(int morsel) {
      at = morsel * MORSEL;
      end = Math.min(rows.pages(), at + MORSEL);
    }

    @Override
    public Batch next() {
      query.check();
      if (at == end) {
        return null;
      }
      Batch batch = rows.read(at++);
      query.progress().read(batch.rows());
      return batch;
    }
  }
}
