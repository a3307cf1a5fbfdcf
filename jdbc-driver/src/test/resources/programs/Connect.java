import java.sql.DriverManager;
import java.sql.SQLException;

/** Run by a Java that is too old. */
public class Connect {
  public static void main(String[] arguments) {
    try {
      DriverManager.getConnection("jdbc:armillaria:mem:");
    } catch (SQLException e) {
      System.out.print(e.getSQLState() + " " + e.getMessage());
    }
  }
}
