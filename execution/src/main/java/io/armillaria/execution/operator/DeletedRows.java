package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/// Leaves a segment's deleted rows out of its batches, which come in order.
final class DeletedRows {
  private final int[] selection = new int[Batch.CAPACITY];
  private PeekableIntIterator deleted;

  void start(RoaringBitmap bitmap) {
    deleted = bitmap.getIntIterator();
  }

  /// The live rows of a batch whose first row is `from`; maybe none.
  Batch live(Batch batch, int from) {
    deleted.advanceIfNeeded(from);
    if (!deleted.hasNext() || deleted.peekNext() >= from + batch.rows()) {
      return batch;
    }
    int count = 0;
    int row = 0;
    while (deleted.hasNext() && deleted.peekNext() < from + batch.rows()) {
      int gone = deleted.next() - from;
      while (row < gone) {
        selection[count++] = row++;
      }
      row++;
    }
    while (row < batch.rows()) {
      selection[count++] = row++;
    }
    return batch.select(selection, count);
  }
}
