package io.armillaria.jdbc.value;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;

/// Reads a value as an object of a class that the caller names.
public final class ObjectReader {
  private static final Map<Class<?>, Read> READS =
      Map.ofEntries(
          Map.entry(Object.class, ColumnAccessor::objectAt),
          Map.entry(String.class, ColumnAccessor::textAt),
          Map.entry(Boolean.class, ColumnAccessor::booleanAt),
          Map.entry(Byte.class, ColumnAccessor::byteAt),
          Map.entry(Short.class, ColumnAccessor::shortAt),
          Map.entry(Integer.class, ColumnAccessor::intAt),
          Map.entry(Long.class, ColumnAccessor::longAt),
          Map.entry(Float.class, ColumnAccessor::floatAt),
          Map.entry(Double.class, ColumnAccessor::doubleAt),
          Map.entry(BigDecimal.class, ColumnAccessor::decimalAt),
          Map.entry(BigInteger.class, ColumnAccessor::integerAt),
          Map.entry(byte[].class, ColumnAccessor::bytesAt),
          Map.entry(Date.class, (column, row) -> column.sqlDateAt(row, null)),
          Map.entry(Time.class, (column, row) -> column.sqlTimeAt(row, null)),
          Map.entry(Timestamp.class, (column, row) -> column.sqlTimestampAt(row, null)),
          Map.entry(java.util.Date.class, (column, row) -> column.sqlTimestampAt(row, null)),
          Map.entry(LocalDate.class, ColumnAccessor::dateAt),
          Map.entry(LocalTime.class, ColumnAccessor::timeAt),
          Map.entry(LocalDateTime.class, ColumnAccessor::timestampAt),
          Map.entry(OffsetDateTime.class, ColumnAccessor::zonedAt),
          Map.entry(ZonedDateTime.class, (column, row) -> column.zonedAt(row).toZonedDateTime()),
          Map.entry(Instant.class, (column, row) -> column.zonedAt(row).toInstant()),
          Map.entry(UUID.class, ObjectReader::uuid));

  private ObjectReader() {}

  public static <T> T read(ColumnAccessor column, int row, Class<T> type) throws SQLException {
    return type.cast(reader(type).read(column, row));
  }

  /// Fails unless objects of `type` can be asked for, whatever the column.
  public static void check(Class<?> type) throws SQLException {
    reader(type);
  }

  private static Read reader(Class<?> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.invalidParameter("The class to read a value as is null.");
    }
    Read read = READS.get(type);
    if (read == null) {
      throw SqlErrors.of(SqlStates.UNSUPPORTED, "Values cannot be read as " + type.getName() + ".");
    }
    return read;
  }

  private static UUID uuid(ColumnAccessor column, int row) throws SQLException {
    if (column instanceof BinaryAccessor) {
      byte[] bytes = column.bytesAt(row);
      if (bytes.length != 16) {
        throw column.invalid(SqlStates.INVALID_TEXT, column.textAt(row), "UUID of 16 bytes");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    if (!(column instanceof TextAccessor)) {
      throw column.unreadable("UUID");
    }
    String text = column.textAt(row).strip();
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw column.invalid(SqlStates.INVALID_TEXT, text, "UUID");
    }
  }

  private interface Read {
    Object read(ColumnAccessor column, int row) throws SQLException;
  }
}
