package io.armillaria.storage.column;

/// A reader of an encoded chunk.
abstract class ChunkReader extends LayoutReader {
  final ChunkFrame frame;

  ChunkReader(ChunkFrame frame) {
    super(frame.header().layout());
    this.frame = frame;
  }

  @Override
  public final ColumnStatistics statistics() {
    return frame.header().statistics();
  }

  @Override
  public final boolean readNulls(int from, int rows, boolean[] nulls, int at) {
    return frame.readNulls(from, rows, nulls, at);
  }
}
