package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;

/// A reader that refuses the methods of other layouts than its own.
abstract class LayoutReader implements ColumnReader {
  private final Layout layout;

  LayoutReader(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void readLongs(int from, int rows, long[] values, int at) {
    throw refusal("readLongs");
  }

  @Override
  public void readDoubles(int from, int rows, double[] values, int at) {
    throw refusal("readDoubles");
  }

  @Override
  public void readInt128s(int from, int rows, long[] high, long[] low, int at) {
    throw refusal("readInt128s");
  }

  @Override
  public BytesVector readBytes(int from, int rows) {
    throw refusal("readBytes");
  }

  final void require(Layout wanted, String method) {
    if (layout != wanted) {
      throw refusal(method);
    }
  }

  private IllegalStateException refusal(String method) {
    return new IllegalStateException(
        "A column of layout " + layout + " cannot be read by " + method + ".");
  }
}
