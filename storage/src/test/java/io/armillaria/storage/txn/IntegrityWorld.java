package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.IndexCheck;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// P (ID, CODE unique); C (ID, PID refers to P.CODE, UP refers to C.ID, X indexed): whatever is
/// done, the engine does what the model does, and its indexes are right.
final class IntegrityWorld {
  private static final List<String> TABLES = List.of("P", "C");
  private static final Map<String, List<String>> COLUMNS =
      Map.of("P", List.of("ID", "CODE"), "C", List.of("ID", "PID", "UP", "X"));

  private final Random random;
  private final List<IntegrityModel.Key> keys =
      List.of(
          new IntegrityModel.Key("P", 0),
          new IntegrityModel.Key("P", 1),
          new IntegrityModel.Key("C", 0));
  private final List<IntegrityModel.Link> links;

  IntegrityWorld(long seed) {
    random = new Random(seed);
    links =
        List.of(
            new IntegrityModel.Link("C", 1, "P", 1, action()),
            new IntegrityModel.Link("C", 2, "C", 0, action()));
  }

  private Constraint.Action action() {
    Constraint.Action[] actions = Constraint.Action.values();
    return actions[random.nextInt(actions.length)];
  }

  void create(Grid grid) {
    grid.create("P", true, "ID", "CODE").unique("P", "P_CODE", "CODE");
    boolean keyed = random.nextBoolean();
    grid.create("C", keyed, "ID", "PID", "UP", "X");
    if (!keyed) {
      grid.unique("C", "C_ID", "ID");
    }
    for (IntegrityModel.Link link : links) {
      String column = COLUMNS.get(link.child()).get(link.column());
      grid.refer(
          link.child(),
          "FK_" + column,
          column,
          link.parent(),
          COLUMNS.get(link.parent()).get(link.parentColumn()),
          Grid.Rule.of(link.action()));
    }
    grid.index("C", "C_X", false, "X", "PID");
  }

  private Long value(boolean nullable) {
    return nullable && random.nextInt(4) == 0 ? null : (long) random.nextInt(12);
  }

  /// One statement, done to anything that has the three operations.
  private interface Target {
    void insert(String table, List<List<Long>> rows) throws IntegrityModel.Refused;

    void delete(String table, Predicate<List<Long>> which) throws IntegrityModel.Refused;

    void update(String table, Predicate<List<Long>> which, int column, UnaryOperator<Long> value)
        throws IntegrityModel.Refused;
  }

  private interface Statement {
    void run(Target target) throws IntegrityModel.Refused;
  }

  private Statement statement() {
    String table = TABLES.get(random.nextInt(2));
    int width = COLUMNS.get(table).size();
    int column = random.nextInt(width);
    Long wanted = value(false);
    int span = 1 + random.nextInt(3);
    Predicate<List<Long>> which =
        row -> row.get(column) != null && Math.abs(row.get(column) - wanted) < span;
    return switch (random.nextInt(5)) {
      case 0 -> target -> target.delete(table, which);
      case 1 -> {
        int changed = random.nextInt(width);
        Long value = value(changed > 0);
        yield target -> target.update(table, which, changed, old -> value);
      }
      case 2 -> {
        int changed = random.nextInt(width);
        long by = 1L + random.nextInt(3);
        yield target ->
            target.update(table, which, changed, old -> old == null ? null : (old + by) % 12);
      }
      default -> {
        List<List<Long>> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          Long[] row = new Long[width];
          Arrays.setAll(row, c -> value(c > 0));
          rows.add(Arrays.asList(row));
        }
        yield target -> target.insert(table, rows);
      }
    };
  }

  private static Target of(IntegrityModel model) {
    return new Target() {
      @Override
      public void insert(String table, List<List<Long>> rows) throws IntegrityModel.Refused {
        model.insert(table, rows);
      }

      @Override
      public void delete(String table, Predicate<List<Long>> which) throws IntegrityModel.Refused {
        model.delete(table, which);
      }

      @Override
      public void update(
          String table, Predicate<List<Long>> which, int column, UnaryOperator<Long> value)
          throws IntegrityModel.Refused {
        model.update(table, which, column, value);
      }
    };
  }

  private static Target of(Grid grid) {
    return new Target() {
      @Override
      public void insert(String table, List<List<Long>> rows) throws IntegrityModel.Refused {
        refusing(() -> grid.insert(table, rows));
      }

      @Override
      public void delete(String table, Predicate<List<Long>> which) throws IntegrityModel.Refused {
        refusing(() -> grid.delete(table, which));
      }

      @Override
      public void update(
          String table, Predicate<List<Long>> which, int column, UnaryOperator<Long> value)
          throws IntegrityModel.Refused {
        refusing(() -> grid.update(table, which, COLUMNS.get(table).get(column), value));
      }

      private void refusing(Runnable work) throws IntegrityModel.Refused {
        try {
          work.run();
        } catch (DatabaseException e) {
          if (e.failure() instanceof Failure.UniqueViolation
              || e.failure() instanceof Failure.ForeignKeyViolation) {
            throw new IntegrityModel.Refused();
          }
          throw e;
        }
      }
    };
  }

  private static boolean accepts(Statement statement, Target target) {
    try {
      statement.run(target);
      return true;
    } catch (IntegrityModel.Refused e) {
      return false;
    }
  }

  private static void assertSame(TableSnapshot table, IntegrityModel model) {
    assertThat(Grid.rows(table)).isEqualTo(model.rows(table.name()));
    assertThat(IndexCheck.problems(table)).isEmpty();
  }

  /// Works on two branches, one transaction after the other, and compares.
  void run(Database database) {
    Map<String, IntegrityModel> branches = new HashMap<>();
    Map<String, IntegrityModel> commits = new HashMap<>();
    IntegrityModel empty = new IntegrityModel(keys, links);
    TABLES.forEach(empty::create);
    try (Transaction transaction = database.begin("main")) {
      create(new Grid(transaction));
      transaction.commit("", "");
    }
    branches.put("main", empty);
    for (int i = 0; i < 60; i++) {
      if (i == 20) {
        database.createBranch("dev", "main", VersionSelector.LATEST, false, false);
        branches.put("dev", branches.get("main").copy());
      }
      String branch = i > 20 && random.nextBoolean() ? "dev" : "main";
      try (Transaction transaction = database.begin(branch)) {
        IntegrityModel mine = transact(transaction, branches.get(branch).copy());
        if (random.nextInt(4) > 0) {
          transaction.commit("", "").ifPresent(commit -> commits.put(commit.commit(), mine.copy()));
          branches.put(branch, mine);
        }
      }
      try (Transaction transaction = database.begin(branch)) {
        for (TableSnapshot table : transaction.tables(Optional.empty())) {
          assertSame(table, branches.get(branch));
        }
      }
    }
    try (Transaction transaction = database.begin("main")) {
      commits.forEach(
          (commit, model) -> {
            for (String table : TABLES) {
              assertSame(
                  transaction.table(Optional.empty(), table, new VersionSelector.AtCommit(commit)),
                  model);
            }
          });
    }
  }

  IntegrityModel empty() {
    return new IntegrityModel(keys, links);
  }

  private IntegrityModel transact(Transaction transaction, IntegrityModel start) {
    Grid grid = new Grid(transaction);
    IntegrityModel mine = start;
    IntegrityModel saved = null;
    Transaction.Savepoint savepoint = null;
    for (int i = random.nextInt(8); i >= 0; i--) {
      Statement statement = statement();
      assertThat(accepts(statement, of(grid))).isEqualTo(accepts(statement, of(mine)));
      for (String table : TABLES) {
        assertSame(grid.table(table), mine);
      }
      if (random.nextInt(6) == 0) {
        savepoint = transaction.savepoint();
        saved = mine.copy();
      } else if (savepoint != null && random.nextInt(6) == 0) {
        transaction.rollbackTo(savepoint);
        mine = saved.copy();
      }
    }
    return mine;
  }

  /// Returns how many transactions were committed.
  int write(Database database, int transactions) {
    int committed = 0;
    for (int i = 0; i < transactions; i++) {
      try (Transaction transaction = database.begin("main")) {
        Target grid = of(new Grid(transaction));
        for (int s = random.nextInt(3); s >= 0; s--) {
          accepts(statement(), grid);
        }
        transaction.commit("", "");
        committed++;
      } catch (DatabaseException e) {
        assertThat(e.failure())
            .isInstanceOfAny(Failure.WriteConflict.class, Failure.SchemaConflict.class);
      }
    }
    return committed;
  }
}
