import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** What a user does with the driver's jar alone; leaves the connection open at the end. */
public class Tour {
  public static void main(String[] arguments) throws SQLException {
    Connection connection = DriverManager.getConnection(arguments[0]);
    Statement statement = connection.createStatement();
    statement.execute("CREATE TABLE crops (id INTEGER PRIMARY KEY, price DECIMAL(8, 2))");
    PreparedStatement insert = connection.prepareStatement("INSERT INTO crops VALUES (?, ?)");
    for (int id = 1; id <= 2; id++) {
      insert.setInt(1, id);
      insert.setBigDecimal(2, new BigDecimal("1.50"));
      insert.addBatch();
    }
    insert.executeBatch();
    statement.execute("UPDATE crops SET price = price + 1 WHERE id = 1");
    statement.execute("CREATE BRANCH dev");
    statement.execute("INSERT INTO crops@dev VALUES (3, 9)");
    System.out.println(
        "main sees "
            + value(statement, "SELECT COUNT(*) FROM crops")
            + " rows, dev sees "
            + value(statement, "SELECT COUNT(*) FROM crops@dev"));
    System.out.println(
        "before the update: " + value(statement, "SELECT price FROM crops VERSION 2 WHERE id = 1"));
    System.out.println(
        "after the update: " + value(statement, "SELECT price FROM crops WHERE id = 1"));
    fail(statement, "INSERT INTO crops VALUES (1, 0)");
    fail(statement, "SELEC 1");
    System.out.println(
        "drivers: "
            + DriverManager.drivers()
                .map(driver -> driver.getClass().getName())
                .collect(Collectors.joining(", ")));
  }

  private static String value(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void fail(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      System.out.println(e.getSQLState() + " " + e.getMessage());
    }
  }
}
