package io.armillaria.sql.copy;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Leaves out the byte-order mark that some programs put before a text.
final class WithoutMark extends FilterReader {
  private static final char MARK = '\uFEFF';
  private boolean begun;

  WithoutMark(Reader reader) {
    super(reader);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (!begun && count > 0) {
      begun = true;
      if (buffer[offset] == MARK) {
        System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
        return count == 1 ? read(buffer, offset, length) : count - 1;
      }
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }
}
