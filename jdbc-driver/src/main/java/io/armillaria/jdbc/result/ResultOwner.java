package io.armillaria.jdbc.result;

import java.sql.ResultSet;
import java.sql.Statement;

/// Who a result set belongs to.
public interface ResultOwner {
  /// Rows that belong to no statement, such as those of DatabaseMetaData.
  ResultOwner NONE =
      new ResultOwner() {
        @Override
        public Statement statement() {
          return null;
        }

        @Override
        public void resultClosed(ResultSet result) {}
      };

  /// The statement that gave the result, or null.
  Statement statement();

  /// Called once, when the result is closed.
  void resultClosed(ResultSet result) throws java.sql.SQLException;
}
