package io.armillaria.jdbc;

import io.armillaria.execution.batch.Progress;
import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.result.ArmillariaResultSet;
import io.armillaria.jdbc.result.BatchSource;
import io.armillaria.jdbc.result.KeptBatches;
import io.armillaria.jdbc.result.ResultOwner;
import io.armillaria.sql.session.KeptRows;
import io.armillaria.sql.session.StatementResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// Runs statements and holds what the last run gave: a result set, or a count, or nothing more.
abstract class RunningStatement extends StatementSettings implements ResultOwner, QueryProgress {
  private static final long NO_COUNT = -1;

  private final ArmillariaConnection connection;
  private volatile StatementRun run;
  private ResultSet result;
  private long updateCount = NO_COUNT;
  private KeptRows keys = new KeptRows(List.of(), List.of());
  private boolean closeOnCompletion;
  private volatile boolean closed;

  RunningStatement(ArmillariaConnection connection) {
    this.connection = connection;
  }

  /// Ends what the last run left, then does `work` as a new run that can be cancelled.
  final <T> T run(SessionAccess.Work<T> work) throws SQLException {
    checkOpen();
    closeResult();
    StatementRun next = new StatementRun(connection.access(), getQueryTimeout());
    run = next;
    return next.start(work);
  }

  /// Runs a statement and keeps what it gave; true when that are rows.
  final boolean runAndKeep(SessionAccess.Work<StatementResult> work) throws SQLException {
    return switch (run(work)) {
      case StatementResult.Rows rows -> {
        result = open(rows);
        yield true;
      }
      case StatementResult.Count(long rows) -> {
        updateCount = rows;
        yield false;
      }
      case StatementResult.Done() -> {
        updateCount = 0;
        yield false;
      }
    };
  }

  /// Keeps what the run that is under way has inserted, for [#getGeneratedKeys].
  final void keep(KeptRows rows) {
    keys = rows;
  }

  private ResultSet open(StatementResult.Rows rows) throws SQLException {
    OpenResults results = connection.results();
    BatchSource source = run.rows(rows.cursor(), results::remove);
    ResultSet opened =
        new ArmillariaResultSet(this, rows.columns(), source, getLargeMaxRows(), connection.zone());
    results.add(source, opened);
    return opened;
  }

  @Override
  public final Statement statement() {
    return this;
  }

  @Override
  public final void resultClosed(ResultSet closedResult) throws SQLException {
    if (closedResult == result) {
      result = null;
      if (closeOnCompletion) {
        close();
      }
    }
  }

  /// Forgets the last run's result; that does not count as its completion.
  private void closeResult() throws SQLException {
    ResultSet closing = result;
    result = null;
    updateCount = NO_COUNT;
    keys = new KeptRows(List.of(), List.of());
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  final void checkOpen() throws SQLException {
    connection.access().checkOpen();
    if (closed) {
      throw SqlErrors.of(SqlStates.STATEMENT_CLOSED, "The statement is closed.");
    }
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    checkOpen();
    return result;
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return count(getLargeUpdateCount());
  }

  /// A count as JDBC's older methods give it; what an int cannot hold is "successful, but unknown".
  static int count(long rows) {
    return rows == (int) rows ? (int) rows : SUCCESS_NO_INFO;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  /// There are none: a statement gives one result.
  @Override
  public boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    switch (current) {
      case CLOSE_CURRENT_RESULT, CLOSE_ALL_RESULTS -> closeResult();
      case KEEP_CURRENT_RESULT -> {
        result = null;
        updateCount = NO_COUNT;
      }
      default -> throw SqlErrors.invalidParameter(current + " says nothing about results.");
    }
    return false;
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return new ArmillariaResultSet(
        ResultOwner.NONE,
        keys.columns(),
        new KeptBatches(keys.batches().iterator()),
        0,
        connection.zone());
  }

  @Override
  public void cancel() throws SQLException {
    checkOpen();
    StatementRun running = run;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public double fraction() {
    return progress().map(Progress::fraction).orElse(0.0);
  }

  @Override
  public long rowsRead() {
    return progress().map(Progress::rowsRead).orElse(0L);
  }

  @Override
  public long rowsToRead() {
    return progress().map(Progress::rowsToRead).orElse(0L);
  }

  private Optional<Progress> progress() {
    return Optional.ofNullable(run).flatMap(StatementRun::progress);
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      closeResult();
    }
  }

  @Override
  public boolean isClosed() {
    return closed || connection.isClosed();
  }

  @Override
  public Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }
}
