package io.armillaria.jdbc;

/// How far a statement's last run is: `statement.unwrap(QueryProgress.class)`. All methods may be
/// called by any thread, while another one runs the statement; they never wait for it.
public interface QueryProgress {
  /// From 0 to 1; never goes back in a run. An estimate, which may reach 1 before the end.
  double fraction();

  /// Rows of tables that were read or passed over, and of temporary files.
  long rowsRead();

  /// How many these will be in the end, by what is known now.
  long rowsToRead();
}
