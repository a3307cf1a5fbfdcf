package io.armillaria.sql.session;

import io.armillaria.execution.memory.MemoryBudget;
import io.armillaria.execution.memory.QueryMemory;
import io.armillaria.execution.memory.SpillArea;
import io.armillaria.sql.planner.ColumnDefaults;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.Transaction;
import java.time.ZoneId;
import java.util.Optional;

/// An open database with its SQL: one for each path in a JVM, shared by all its sessions. Safe for
/// many threads.
public final class Engine implements AutoCloseable {
  private static final int HEAP_PARTS = 4;
  private static final long LARGEST_MEMORY = 1L << 30;

  private final Database database;
  private final int threads;
  private final QueryMemory memory;
  private final PlanCache plans = new PlanCache();
  private final ShapePlans shapes = new ShapePlans();

  private Engine(Database database, int threads, QueryMemory memory) {
    this.database = database;
    this.threads = threads;
    this.memory = memory;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException as [Database#open]
  public static Engine open(EngineOptions options) {
    int threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    Database database = Database.open(options.database());
    database.rowChecks(new TableChecks());
    database.defaultValues(
        (transaction, column) -> new ColumnDefaults(planning(database, transaction)).value(column));
    return new Engine(database, threads, memory(options, database));
  }

  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference when the branch
  ///   does not exist
  public Session newSession(SessionOptions options) {
    return new Session(this, options);
  }

  /// The store, for metadata.
  public Database database() {
    return database;
  }

  int threads() {
    return threads;
  }

  QueryMemory memory() {
    return memory;
  }

  ShapePlans shapes() {
    return shapes;
  }

  PlanCache plans() {
    return plans;
  }

  @Override
  public void close() {
    database.close();
  }

  private static QueryMemory memory(EngineOptions options, Database database) {
    long limit =
        options.memoryLimit() > 0
            ? options.memoryLimit()
            : Math.min(Runtime.getRuntime().maxMemory() / HEAP_PARTS, LARGEST_MEMORY);
    MemoryBudget budget = new MemoryBudget(limit);
    SpillArea area = new SpillArea(options.database().path());
    database.count("query memory limit", budget::limit);
    database.count("query memory used", budget::used);
    database.count("spilled bytes", area::written);
    database.count("spill files", area::files);
    return new QueryMemory(budget, area);
  }

  /// For what no session asks for.
  private static PlanningContext planning(Database database, Transaction transaction) {
    return PlanningContext.of(
        database,
        transaction,
        transaction.branch(),
        ZoneId.systemDefault(),
        Optional.empty(),
        () -> {});
  }
}
