package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.txn.DatabaseOptions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs a few queries over a small database in memory when a JVM opens its first database, in a
/// daemon thread: classes are loaded and the loops of the executor compiled by the time that the
/// program's own first analytic query comes.
public final class WarmUp {
  /// How long it goes on for.
  private static final long NANOS = 1_000_000_000;

  private static final int DOUBLINGS = 8;

  private static final List<String> SETUP =
      List.of(
          "CREATE TABLE w (id INTEGER PRIMARY KEY, k INTEGER, n BIGINT, price DECIMAL(12, 2),"
              + " share DECIMAL(12, 2), day DATE, kind CHAR(10), text VARCHAR(40))",
          "CREATE TABLE v (id INTEGER PRIMARY KEY, name VARCHAR(20))",
          "INSERT INTO v VALUES (0, 'zero'), (1, 'one'), (2, 'two'), (3, 'three')",
          "INSERT INTO w VALUES (0, 0, 0, 1.50, 0.05, DATE '1995-01-01', 'A', 'quick text'),"
              + " (1, 1, 7, 2.50, 0.01, DATE '1996-03-01', 'B', 'slow text'),"
              + " (2, 2, 9, 7.25, 0.07, DATE '1997-05-06', 'A', 'dark green text'),"
              + " (3, 3, 4, 9.00, 0.02, DATE '1994-09-01', 'C', 'special requests')");

  private static final List<String> QUERIES =
      List.of(
          "SELECT kind, SUM(n), SUM(price * (1 - share)), AVG(price), COUNT(*) FROM w"
              + " WHERE day <= DATE '1998-01-01' GROUP BY kind ORDER BY kind",
          "SELECT SUM(price * share) FROM w WHERE day >= DATE '1994-01-01'"
              + " AND day < DATE '1996-01-01' AND share BETWEEN 0.02 AND 0.08 AND n < 24",
          "SELECT v.name, EXTRACT(YEAR FROM w.day), SUM(w.price) FROM w, v WHERE w.k = v.id"
              + " AND w.text LIKE '%e%' GROUP BY v.name, EXTRACT(YEAR FROM w.day) ORDER BY 3 DESC",
          "SELECT a.id, SUM(b.price) FROM w a, w b WHERE a.id = b.n AND a.kind IN ('A', 'B')"
              + " GROUP BY a.id ORDER BY 2 DESC LIMIT 10",
          "SELECT k, COUNT(DISTINCT n), MIN(text), MAX(day) FROM w a WHERE EXISTS"
              + " (SELECT * FROM v WHERE v.id = a.k) AND price > (SELECT AVG(price) FROM w b"
              + " WHERE b.k = a.k) GROUP BY k");

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private WarmUp() {}

  /// Starts it, if this JVM has not done so yet and has a processor to spare.
  ///
  /// @param nativeKernels which BLAKE3 may run: auto, on or off
  public static void start(String nativeKernels) {
    if (Runtime.getRuntime().availableProcessors() > 1 && STARTED.compareAndSet(false, true)) {
      Thread thread = new Thread(() -> run(nativeKernels), "armillaria-warm-up");
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(
          (_, e) ->
              System.getLogger(WarmUp.class.getName())
                  .log(System.Logger.Level.DEBUG, "The warm-up ended early.", e));
      thread.start();
    }
  }

  private static void run(String nativeKernels) {
    long start = System.nanoTime();
    DatabaseOptions memory =
        new DatabaseOptions(Optional.empty(), true, ChunkOptions.STANDARD, nativeKernels, false);
    try (Engine engine = Engine.open(new EngineOptions(memory, 1));
        Session session =
            engine.newSession(new SessionOptions("main", "warm-up", ZoneOffset.UTC, false))) {
      SETUP.forEach(sql -> execute(session, sql));
      for (int i = 0, rows = 4; i < DOUBLINGS; i++, rows *= 2) {
        execute(
            session,
            "INSERT INTO w SELECT id + %d, k, n + %d, price, share, day, kind, text FROM w"
                .formatted(rows, i));
      }
      while (System.nanoTime() - start < NANOS) {
        QUERIES.forEach(sql -> execute(session, sql));
      }
    }
  }

  private static void execute(Session session, String sql) {
    if (session.prepare(sql).execute(new Object[0])
        instanceof StatementResult.Rows(_, Cursor cursor)) {
      try (cursor) {
        for (Batch batch = cursor.next(); batch != null; ) {
          batch = cursor.next();
        }
      }
    }
  }
}
