package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.batch.Progress;
import io.armillaria.sql.parser.KeyQuery;
import io.armillaria.sql.parser.LiteralShape;
import io.armillaria.sql.parser.QueryStatement;
import io.armillaria.sql.planner.KeyQueryPlanner;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// A statement of one session. Compiled anew by itself when the schema has changed.
final class SessionStatement implements PreparedSql {
  private final Session session;
  private final String sql;
  private final Optional<KeyQuery> keyQuery;
  private final boolean eventual;
  private List<Object> literals = List.of();
  private CompiledStatement compiled;
  private Set<Integer> wide = Set.of();
  private Optional<KeyColumns> wanted = Optional.empty();
  private KeptRows kept = KeptRows.NONE;

  SessionStatement(Session session, String sql) {
    this.session = session;
    this.sql = sql;
    this.keyQuery = KeyQuery.of(sql);
    this.eventual = QueryStatement.Consistent.isEventual(sql);
    session.cancellation().forget();
    this.compiled = session.transactions().read(eventual, this::cached);
  }

  private CompiledStatement cached(Transaction transaction) {
    return keyQuery
        .filter(_ -> wide.isEmpty())
        .flatMap(query -> lookup(query, transaction))
        .or(() -> known(key(sql, false), transaction))
        .or(() -> LiteralShape.of(sql).flatMap(shape -> shaped(shape, transaction)))
        .orElseGet(() -> keep(key(sql, false), compiler(transaction).compile(sql)));
  }

  private Optional<CompiledStatement> lookup(KeyQuery query, Transaction transaction) {
    literals = query.literals();
    PlanCache.Key key = key(query.shape(), true);
    return known(key, transaction)
        .or(
            () ->
                KeyQueryPlanner.plan(query, transaction)
                    .flatMap(planned -> CompiledKeyQuery.of(planned, query.parameters()))
                    .map(compiled -> keep(key, compiled)));
  }

  private Optional<CompiledStatement> shaped(LiteralShape shape, Transaction transaction) {
    ShapePlans shapes = session.engine().shapes();
    List<Integer> parameters = shapes.parameters(shape);
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    PlanCache.Key key = key(shape.text(parameters), true);
    Optional<CompiledStatement> found =
        known(key, transaction)
            .or(
                () ->
                    shapes
                        .compiled(shape, parameters, compiler(transaction)::compile)
                        .map(compiled -> keep(key, compiled)));
    literals = shape.values(parameters);
    return found;
  }

  private StatementCompiler compiler(Transaction transaction) {
    return new StatementCompiler(session, transaction, Optional.empty(), wide);
  }

  private Optional<CompiledStatement> known(PlanCache.Key key, Transaction transaction) {
    return session.engine().plans().get(key).filter(found -> found.isCurrent(transaction));
  }

  private CompiledStatement keep(PlanCache.Key key, CompiledStatement fresh) {
    session.engine().plans().put(key, fresh);
    return fresh;
  }

  private PlanCache.Key key(String text, boolean isShape) {
    return new PlanCache.Key(text, isShape, session.branch(), session.zone(), wide);
  }

  @Override
  public List<DataType> parameters() {
    return compiled.parameters();
  }

  @Override
  public void widen(Set<Integer> parameters) {
    if (!wide.equals(parameters)) {
      wide = Set.copyOf(parameters);
      session.cancellation().forget();
      compiled = session.transactions().read(eventual, this::cached);
    }
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return compiled.columns();
  }

  @Override
  public void keep(KeyColumns columns) {
    wanted = Optional.of(columns);
  }

  @Override
  public KeptRows kept() {
    return kept;
  }

  @Override
  public StatementResult execute(Object[] parameters) {
    checkCount(parameters);
    return run(parameters, CompiledStatement::run);
  }

  @Override
  public long[] executeBatch(List<Object[]> parameterSets) {
    if (parameterSets.isEmpty()) {
      return new long[0];
    }
    parameterSets.forEach(this::checkCount);
    return run(
        parameterSets.getFirst(), (statement, run) -> statement.runBatch(run, parameterSets));
  }

  private <T> T run(Object[] parameters, BiFunction<CompiledStatement, StatementRun, T> body) {
    return Guard.run(
        () -> {
          session.cancellation().reset();
          kept = KeptRows.NONE;
          if (compiled.effect() == CompiledStatement.Effect.CONTROLS) {
            return body.apply(
                compiled,
                new StatementRun(session, null, parameters, now(), new KeyHolder(wanted)));
          }
          return session
              .transactions()
              .run(
                  compiled.effect(),
                  eventual,
                  transaction -> ending(attempt(transaction, parameters, body), transaction));
        });
  }

  /// A run that is tried again keeps what the last try inserted.
  private <T> T attempt(
      Transaction transaction,
      Object[] parameters,
      BiFunction<CompiledStatement, StatementRun, T> body) {
    KeyHolder keys = new KeyHolder(wanted);
    T result =
        body.apply(
            current(transaction, parameters),
            new StatementRun(session, transaction, withLiterals(parameters), now(), keys));
    kept = keys.rows();
    return result;
  }

  private Object[] withLiterals(Object[] parameters) {
    return compiled.values(parameters, literals);
  }

  private CompiledStatement current(Transaction transaction, Object[] parameters) {
    if (!compiled.isReusable()) {
      return new StatementCompiler(session, transaction, Optional.of(parameters), wide)
          .compile(sql);
    }
    if (!compiled.isCurrent(transaction)) {
      List<DataType> given = compiled.parameters();
      compiled = cached(transaction);
      if (!compiled.parameters().equals(given)) {
        throw new Failure.SchemaConflict(
                "",
                "The statement's tables have changed, and with them the types of its parameters."
                    + " Run it again.")
            .raise();
      }
    }
    return compiled;
  }

  /// In auto-commit mode rows end their transaction when they are closed, or at once.
  @SuppressWarnings("unchecked")
  private <T> T ending(T result, Transaction transaction) {
    if (result instanceof StatementResult.Rows(_, FoundRow _)) {
      if (session.transactions().isAlone()) {
        transaction.close();
      }
      return result;
    }
    return result instanceof StatementResult.Rows(List<ColumnDescription> columns, Cursor cursor)
            && session.transactions().isAlone()
        ? (T) new StatementResult.Rows(columns, new LastCursor(cursor, transaction))
        : result;
  }

  private record LastCursor(Cursor cursor, Transaction transaction) implements Cursor {
    @Override
    public Batch next() {
      return Guard.run(cursor::next);
    }

    @Override
    public Optional<Progress> progress() {
      return cursor.progress();
    }

    @Override
    public void cancel() {
      cursor.cancel();
    }

    @Override
    public void close() {
      try {
        cursor.close();
      } finally {
        transaction.close();
      }
    }
  }

  private void checkCount(Object[] parameters) {
    int wanted = compiled.parameters().size();
    if (parameters.length < wanted) {
      throw new Failure.InvalidParameter(
              "The statement has "
                  + wanted
                  + " parameters, but "
                  + parameters.length
                  + " values were given.")
          .raise();
    }
  }

  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
