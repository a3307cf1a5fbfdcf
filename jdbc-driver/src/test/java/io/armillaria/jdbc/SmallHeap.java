package io.armillaria.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A program that loads and updates more than its heap: of the rows given, each with a text of the
/// length given.
final class SmallHeap {
  private SmallHeap() {}

  public static void main(String[] args) throws SQLException {
    int rows = Integer.parseInt(args[2]);
    int length = Integer.parseInt(args[3]);
    try (Connection c = DriverManager.getConnection("jdbc:armillaria:file:" + args[0]);
        Statement s = c.createStatement()) {
      String key = args[1].equals("keyless") ? "" : " PRIMARY KEY";
      s.execute("CREATE TABLE t (id BIGINT" + key + ", n INTEGER, v VARCHAR)");
      c.setAutoCommit(false);
      load(c, args[1].equals("random"), rows, length);
      c.commit();
      show(s, "SELECT COUNT(*), SUM(n), SUM(CHAR_LENGTH(v)) FROM t");
      System.out.println(s.executeUpdate("UPDATE t SET v = v || 'x', n = n + 1"));
      c.commit();
      show(s, "SELECT COUNT(*), SUM(n), SUM(CHAR_LENGTH(v)) FROM t");
      System.out.println(s.executeUpdate("DELETE FROM t WHERE MOD(n, 2) = 0"));
      c.commit();
      s.execute("OPTIMIZE TABLE t");
      show(s, "SELECT COUNT(*), SUM(n), SUM(CHAR_LENGTH(v)) FROM t");
      show(s, "SELECT COUNT(*), SUM(n), SUM(CHAR_LENGTH(v)) FROM t VERSION 2");
      try {
        show(s, "SELECT COUNT(*), COUNT(DISTINCT v || v || v) FROM t VERSION 2");
      } catch (SQLException e) {
        System.out.println(e.getSQLState());
      }
    }
  }

  private static void load(Connection c, boolean random, int rows, int length) throws SQLException {
    try (PreparedStatement insert = c.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      int batch = Math.max(1, 300_000 / length);
      for (int i = 0; i < rows; i++) {
        insert.setLong(1, random ? Long.reverse(i) >>> 1 : i);
        insert.setInt(2, i % 1000);
        insert.setString(3, text(i, length));
        insert.addBatch();
        if (i % batch == batch - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static String text(long seed, int length) {
    StringBuilder text = new StringBuilder(length + 20);
    long x = seed * 0x9E3779B97F4A7C15L + 1;
    while (text.length() < length) {
      text.append(Long.toString(x >>> 8, 36));
      x = x * 0x5851F42D4C957F2DL + 1;
    }
    text.setLength(length);
    return text.toString();
  }

  private static void show(Statement s, String query) throws SQLException {
    try (ResultSet r = s.executeQuery(query)) {
      r.next();
      StringBuilder line = new StringBuilder();
      for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
        line.append(i == 1 ? "" : " ").append(r.getString(i));
      }
      System.out.println(line);
    }
  }
}
