package io.armillaria.execution.memory;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Rows in a temporary file, in pages of at most a batch. Several threads may add pages at once;
/// the pages are read when all were added, by any number of threads.
public final class SpilledRows {
  /// Bytes that a page's values take on the heap beside those of its text, a row and column.
  private static final int OVERHEAD = 1;

  private final SpillFile file;
  private final Layout[] layouts;
  private final List<Page> pages = new ArrayList<>();
  private long rows;
  private long bytes;

  private record Page(SpillFile.Place place, int rows) {}

  public SpilledRows(SpillFile file, List<DataType> types) {
    this.file = file;
    this.layouts = types.stream().map(DataType::layout).toArray(Layout[]::new);
  }

  /// Adds the first `count` rows of the columns as a page.
  ///
  /// @param count from 1 to [Batch#CAPACITY]
  public void add(ColumnVector[] columns, int count) {
    ByteBuffer page = PageCodec.buffer(PageCodec.size(columns, count));
    PageCodec.encode(columns, count, page);
    SpillFile.Place place = file.write(page);
    synchronized (this) {
      pages.add(new Page(place, count));
      rows += count;
      bytes += page.limit() + (long) OVERHEAD * layouts.length * count;
    }
  }

  public synchronized long rows() {
    return rows;
  }

  /// About what the rows take in memory.
  public synchronized long bytes() {
    return bytes;
  }

  public synchronized int pages() {
    return pages.size();
  }

  /// A page's rows, in arrays of their own.
  public Batch read(int number) {
    Page page;
    synchronized (this) {
      page = pages.get(number);
    }
    ByteBuffer buffer = PageCodec.buffer(page.place.length());
    file.read(page.place, buffer);
    return new Batch(PageCodec.decode(layouts, page.rows, buffer), page.rows);
  }
}
