package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.HexFormat;

/// BINARY and VARBINARY; as text they are lower-case hexadecimal.
final class BinaryAccessor extends ColumnAccessor {
  private BytesVector values;

  BinaryAccessor(int number, ColumnDescription column) {
    super(number, column);
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = (BytesVector) vector;
  }

  @Override
  public byte[] bytesAt(int row) {
    int start = values.starts()[row];
    return Arrays.copyOfRange(values.data(), start, start + values.lengths()[row]);
  }

  @Override
  public String textAt(int row) {
    int start = values.starts()[row];
    return HexFormat.of().formatHex(values.data(), start, start + values.lengths()[row]);
  }

  @Override
  public Object objectAt(int row) {
    return bytesAt(row);
  }
}
