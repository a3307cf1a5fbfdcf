package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/// Reads what setters are given as a stream.
final class Streams {
  /// The length of a stream that is read to its end.
  static final long ALL = -1;

  private static final int BUFFER = 8192;

  private Streams() {}

  /// Checks a length that a caller gave.
  static long length(long length) throws SQLException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw SqlErrors.invalidParameter(
          "The length of the stream is " + length + "; it must be from 0 to 2147483647.");
    }
    return length;
  }

  /// Exactly `length` characters, or all.
  static String text(Reader reader, long length) throws SQLException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[BUFFER];
    try {
      long left = length == ALL ? Long.MAX_VALUE : length;
      while (left > 0) {
        int read = reader.read(buffer, 0, (int) Math.min(BUFFER, left));
        if (read < 0) {
          break;
        }
        text.append(buffer, 0, read);
        left -= read;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    checkLength(text.length(), length);
    return text.toString();
  }

  /// Exactly `length` bytes, or all.
  static byte[] bytes(InputStream stream, long length) throws SQLException {
    try {
      byte[] bytes =
          length == ALL ? stream.readAllBytes() : stream.readNBytes(Math.toIntExact(length));
      checkLength(bytes.length, length);
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static String text(Clob clob) throws SQLException {
    return text(clob.getCharacterStream(), ALL);
  }

  static byte[] bytes(Blob blob) throws SQLException {
    return bytes(blob.getBinaryStream(), ALL);
  }

  private static void checkLength(long found, long wanted) throws SQLException {
    if (wanted != ALL && found != wanted) {
      throw SqlErrors.invalidParameter(
          "The stream ends after " + found + " of the " + wanted + " announced.");
    }
  }

  private static SQLException unreadable(IOException e) {
    return SqlErrors.of(
        SqlStates.INPUT_OUTPUT, "The stream could not be read: " + e.getMessage(), e);
  }
}
