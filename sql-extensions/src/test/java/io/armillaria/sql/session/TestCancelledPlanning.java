package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.sql.planner.QueryPlanner;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.DatabaseOptions;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A statement that is cancelled is not planned any further.
class TestCancelledPlanning {
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 1));
    session = engine.newSession(new SessionOptions("main", "tester", ZoneId.of("UTC"), false));
    session.prepare("CREATE TABLE t (a INTEGER, b INTEGER)").execute(new Object[0]);
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void endsWhereverItIs() {
    int checks = plan(Integer.MAX_VALUE);
    // each connected pair of parts of ten tables, and the rules
    assertThat(checks).isGreaterThan(300);
    for (int at = 0; at < checks; at += checks / 7) {
      int before = at;
      assertThatThrownBy(() -> plan(before))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Cancelled.class));
    }
  }

  @Test
  void anEarlierCancelDoesNotConcernIt() {
    session.cancel();
    assertThat(session.prepare("SELECT a FROM t").columns()).isPresent();
  }

  /// How often it asked whether to go on; it does `before` times, and may not ask again after that.
  private int plan(int before) {
    AtomicInteger asked = new AtomicInteger();
    Runnable check =
        () -> {
          assertThat(asked.get()).isLessThanOrEqualTo(before);
          if (asked.getAndIncrement() == before) {
            throw new Failure.Cancelled("The statement was cancelled.").raise();
          }
        };
    return session
        .transactions()
        .read(
            transaction -> {
              PlanningContext context =
                  PlanningContext.of(
                      engine.database(),
                      transaction,
                      session.branch(),
                      session.zone(),
                      Optional.empty(),
                      check);
              new QueryPlanner(context).plan(ArmillariaParser.parseStatement(chain(10)));
              return asked.get();
            });
  }

  private static String chain(int tables) {
    return IntStream.range(0, tables)
        .mapToObj(i -> "t AS t" + i + (i == 0 ? "" : " ON t" + i + ".a = t" + (i - 1) + ".b"))
        .collect(Collectors.joining(" JOIN ", "SELECT COUNT(*) FROM ", ""));
  }
}
