package io.armillaria.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.execution.batch.Batch;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestArmillariaResultSet {
  private static final List<ColumnDescription> COLUMNS =
      List.of(
          new ColumnDescription("ID", "ID", "T", DataType.Plain.BIGINT, false),
          new ColumnDescription("Name", "NAME", "T", new DataType.Varchar(10), true));

  /// Gives ids from 1 in batches of two rows, whose arrays it overwrites with each next.
  private static final class Reusing implements BatchSource {
    private final long[] ids = new long[2];
    private final int rows;
    private long given;
    private boolean closed;

    Reusing(int rows) {
      this.rows = rows;
    }

    @Override
    public Batch next() {
      assertThat(closed).isFalse();
      if (given == rows) {
        return null;
      }
      int count = (int) Math.min(2, rows - given);
      boolean[] nulls = new boolean[count];
      byte[] data = new byte[count];
      for (int i = 0; i < count; i++) {
        ids[i] = ++given;
        nulls[i] = given % 3 == 0;
        data[i] = (byte) ('a' + given - 1);
      }
      int[] starts = {0, 1};
      int[] lengths = {1, 1};
      return new Batch(
          new ColumnVector[] {
            new LongVector(ids, null), new BytesVector(data, starts, lengths, nulls)
          },
          count);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static ArmillariaResultSet open(BatchSource source, long maxRows) {
    return new ArmillariaResultSet(ResultOwner.NONE, COLUMNS, source, maxRows, ZoneOffset.UTC);
  }

  private static List<String> read(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      rows.add(result.getRow() + ":" + result.getLong(1) + result.getString("name"));
    }
    return rows;
  }

  @Test
  void rowsComeBatchAfterBatch() throws SQLException {
    Reusing source = new Reusing(5);
    assertThat(read(open(source, 0))).containsExactly("1:1a", "2:2b", "3:3null", "4:4d", "5:5e");
    assertThat(source.closed).isTrue();
  }

  @Test
  void theLimitEndsTheRows() throws SQLException {
    Reusing source = new Reusing(5);
    assertThat(read(open(source, 3))).containsExactly("1:1a", "2:2b", "3:3null");
    assertThat(source.closed).isTrue();
    assertThat(source.given).isEqualTo(4);
  }

  @Test
  void placesAreKnownBeforeTheNextBatchIsTouched() throws SQLException {
    List<String> places = new ArrayList<>();
    try (ResultSet result = open(new Reusing(3), 0)) {
      places.add(place(result));
      while (result.next()) {
        places.add(place(result) + result.getLong(1) + result.getRow());
      }
      places.add(place(result));
    }
    assertThat(places).containsExactly("before ", "first 11", "22", "last 33", "after ");
  }

  @Test
  void anEmptyResultIsNeitherBeforeNorAfter() throws SQLException {
    try (ResultSet result = open(new Reusing(0), 0)) {
      assertThat(place(result)).isEmpty();
      assertThat(result.next()).isFalse();
      assertThat(result.next()).isFalse();
      assertThat(place(result)).isEmpty();
    }
  }

  private static String place(ResultSet result) throws SQLException {
    return (result.isBeforeFirst() ? "before " : "")
        + (result.isFirst() ? "first " : "")
        + (result.isLast() ? "last " : "")
        + (result.isAfterLast() ? "after " : "");
  }

  @Test
  void wasNullTellsZeroFromNull() throws SQLException {
    ResultSet result =
        open(
            new MemoryRows(COLUMNS, Arrays.asList(new Object[] {0, null}, new Object[] {7, ""})),
            0);
    List<Object> found = new ArrayList<>();
    while (result.next()) {
      found.add(result.getInt("ID"));
      found.add(result.wasNull());
      found.add(result.getString("NAME"));
      found.add(result.wasNull());
    }
    assertThat(found).containsExactly(0, false, null, true, 7, false, "", false);
  }

  @Test
  void columnsAreFoundByLabel() throws SQLException {
    List<ColumnDescription> twins = new ArrayList<>(COLUMNS);
    twins.add(new ColumnDescription("NAME", "NAME", "U", new DataType.Varchar(10), true));
    ResultSet result =
        new ArmillariaResultSet(
            ResultOwner.NONE, twins, new MemoryRows(twins, List.of()), 0, ZoneOffset.UTC);
    assertThat(result.findColumn("id")).isEqualTo(1);
    assertThat(result.findColumn("Name")).isEqualTo(2);
    assertThat(result.findColumn("NAME")).isEqualTo(3);
    assertThat(result.findColumn("name")).isEqualTo(2);
    assertFails(
        "42703",
        "The result has no column AGE; it has ID, Name, NAME.",
        () -> result.findColumn("AGE"));
  }

  @Test
  void misuseIsRefused() throws SQLException {
    ResultSet result = open(new Reusing(1), 0);
    assertFails(
        "24000",
        "The result set is before its first row; call next() first.",
        () -> result.getLong(1));
    assertThat(result.next()).isTrue();
    assertFails(
        "07009",
        "Column 3 does not exist; the result has columns 1 to 2.",
        () -> result.getLong(3));
    assertFails("0A000", "ResultSet.updateRow is not supported by Armillaria.", result::updateRow);
    assertThat(result.next()).isFalse();
    assertFails("24000", "The result set is after its last row.", () -> result.getLong(1));
    result.close();
    assertThat(result.isClosed()).isTrue();
    assertFails("24000", "The result set is closed.", () -> result.getLong(1));
    assertFails("24000", "The result set is closed.", result::next);
  }

  @Test
  void streamsCarryTheText() throws Exception {
    ResultSet result =
        open(new MemoryRows(COLUMNS, List.<Object[]>of(new Object[] {1, "grün"})), 0);
    result.next();
    assertThat(result.getBinaryStream(2).readAllBytes())
        .isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
    assertThat(result.getAsciiStream(2).readAllBytes())
        .isEqualTo("gr?n".getBytes(StandardCharsets.US_ASCII));
    char[] characters = new char[10];
    assertThat(result.getCharacterStream(2).read(characters)).isEqualTo(4);
  }

  private interface Call {
    void call() throws SQLException;
  }

  private static void assertFails(String state, String message, Call call) {
    assertThatThrownBy(call::call)
        .isInstanceOf(SQLException.class)
        .hasMessage(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(state);
  }
}
