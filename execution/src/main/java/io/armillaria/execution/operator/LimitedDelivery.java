package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Cuts OFFSET and FETCH out of the rows that another delivery gives, and asks it for no more than
/// they need.
final class LimitedDelivery implements Delivery {
  private final Delivery delivery;
  private long toSkip;
  private long toPass;
  private final List<DataType> types;

  LimitedDelivery(Delivery delivery, RowWindow window, List<DataType> types) {
    this.delivery = delivery;
    this.types = types;
    this.toSkip = window.offset();
    this.toPass = window.fetch();
  }

  @Override
  public Batch next() {
    while (toPass > 0) {
      Batch batch = delivery.next();
      if (batch == null) {
        return null;
      }
      if (batch.rows() <= toSkip) {
        toSkip -= batch.rows();
        continue;
      }
      int from = (int) toSkip;
      int rows = (int) Math.min(batch.rows() - from, toPass);
      toSkip = 0;
      toPass -= rows;
      return rows == batch.rows() ? batch : cut(batch, from, rows);
    }
    return null;
  }

  @Override
  public void wake() {
    delivery.wake();
  }

  @Override
  public void close() {
    delivery.close();
  }

  RowSet collect(Reservation memory) {
    RowCollector rows = new RowCollector(types);
    for (Batch batch = next(); batch != null; batch = next()) {
      memory.hold(rows.bytes() + rows.growth(batch));
      rows.append(batch, 0);
    }
    return rows.rowSet();
  }

  private Batch cut(Batch batch, int from, int rows) {
    ColumnVector[] columns = batch.columns().clone();
    if (from > 0) {
      for (int i = 0; i < columns.length; i++) {
        columns[i] = new ColumnGatherer(types.get(i).layout()).slice(columns[i], from, rows);
      }
    }
    return new Batch(columns, rows);
  }
}
