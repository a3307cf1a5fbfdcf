package io.armillaria.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Environment;
import io.armillaria.storage.txn.Isolation;
import io.armillaria.storage.txn.Tables;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.txn.TransactionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// Steps of three sessions in every order, one after the other in one thread, beside a plain model
/// of snapshot isolation: what a session reads is exact, and so is who gives way. A failure shrinks
/// to the fewest steps.
final class TestInterleavings {
  private static final int SESSIONS = 3;
  private static final int KEYS = 3;

  enum Action {
    READ,
    PUT,
    DELETE,
    SAVEPOINT,
    ROLLBACK_TO_SAVEPOINT,
    COMMIT,
    ROLLBACK
  }

  record Step(int session, Action action, long key) {
    @Override
    public String toString() {
      return session + " " + action + " " + key;
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SESSIONS - 1),
            Arbitraries.of(Action.class),
            Arbitraries.longs().between(0, KEYS - 1))
        .as(Step::new);
  }

  @Property(seed = "20261120", tries = 400)
  void behaveLikeTheModel(
      @ForAll boolean serializable, @ForAll @Size(max = 40) List<@From("steps") Step> steps) {
    try (Database database =
        Database.open(
            DatabaseOptions.at(Path.of("/database")),
            new Environment(new HostileFileSystem(), Environment.MACHINE.clock()))) {
      try (Transaction transaction = database.begin("main")) {
        transaction.createTable(Optional.empty(), "T", Tables.keyed());
        transaction.commit("ann", "");
      }
      Run run = new Run(database, serializable ? Isolation.SERIALIZABLE : Isolation.SNAPSHOT);
      steps.forEach(run::take);
      run.end();
    }
  }

  private static final class Run {
    private final Database database;
    private final TransactionOptions options;
    private final Session[] sessions = new Session[SESSIONS];

    /// The rows after each commit.
    private final List<Map<Long, String>> versions = new ArrayList<>(List.of(Map.of()));

    private int values;

    Run(Database database, Isolation isolation) {
      this.database = database;
      this.options = new TransactionOptions(isolation, Duration.ofSeconds(20), Duration.ZERO);
    }

    void take(Step step) {
      int at = step.session();
      if (sessions[at] == null) {
        sessions[at] = new Session(database.begin("main", options), versions.size() - 1, last());
      }
      Session session = sessions[at];
      switch (step.action()) {
        case READ -> session.read(step.key());
        case PUT -> session.put(step.key(), "v" + values++);
        case DELETE -> session.delete(step.key());
        case SAVEPOINT -> session.savepoint();
        case ROLLBACK_TO_SAVEPOINT -> session.rollbackToSavepoint();
        case COMMIT -> {
          if (session.commit(this)) {
            versions.add(session.changed(last()));
          }
          sessions[at] = null;
        }
        case ROLLBACK -> {
          session.transaction.rollback();
          session.transaction.close();
          sessions[at] = null;
        }
      }
      assertThat(latest()).isEqualTo(last());
    }

    void end() {
      for (Session session : sessions) {
        if (session != null) {
          session.read(0);
          session.transaction.close();
        }
      }
      assertThat(latest()).isEqualTo(last());
    }

    private Map<Long, String> last() {
      return versions.getLast();
    }

    private Map<Long, String> latest() {
      try (Transaction transaction = database.begin("main")) {
        return Tables.rows(transaction);
      }
    }

    /// Whether one of the keys was written by a commit after that version.
    boolean changedSince(int version, Set<Long> keys) {
      for (int i = version; i + 1 < versions.size(); i++) {
        Map<Long, String> before = versions.get(i);
        Map<Long, String> after = versions.get(i + 1);
        if (keys.stream().anyMatch(key -> !Objects.equals(before.get(key), after.get(key)))) {
          return true;
        }
      }
      return false;
    }
  }

  /// A transaction, and what it must see.
  private static final class Session {
    private final Transaction transaction;
    private final int version;
    private final Map<Long, String> before;
    private final Set<Long> noted = new HashSet<>();
    private final Deque<Map.Entry<Transaction.Savepoint, Map<Long, String>>> savepoints =
        new ArrayDeque<>();
    private Map<Long, String> rows;

    Session(Transaction transaction, int version, Map<Long, String> rows) {
      this.transaction = transaction;
      this.version = version;
      this.before = rows;
      this.rows = new TreeMap<>(rows);
      assertThat(Tables.rows(transaction)).isEqualTo(rows);
    }

    void read(long key) {
      if (transaction.notesReads()) {
        transaction.noteRead(
            Optional.empty(), "T", changed -> Tables.scan(changed).containsKey(key));
        noted.add(key);
      }
      assertThat(Tables.rows(transaction)).isEqualTo(rows);
    }

    void put(long key, String value) {
      if (rows.containsKey(key)) {
        Tables.rename(transaction, key, value);
      } else {
        Tables.insert(transaction, Map.of(key, value));
      }
      rows.put(key, value);
    }

    void delete(long key) {
      if (rows.remove(key) != null) {
        Tables.delete(transaction, key);
      }
    }

    void savepoint() {
      savepoints.push(Map.entry(transaction.savepoint(), Map.copyOf(rows)));
    }

    void rollbackToSavepoint() {
      if (!savepoints.isEmpty()) {
        transaction.rollbackTo(savepoints.peek().getKey());
        rows = new TreeMap<>(savepoints.peek().getValue());
      }
    }

    /// The keys whose rows differ from those at the beginning.
    private Set<Long> written() {
      Set<Long> written = new HashSet<>(before.keySet());
      written.addAll(rows.keySet());
      written.removeIf(key -> Objects.equals(before.get(key), rows.get(key)));
      return written;
    }

    /// Those rows with what this transaction did.
    Map<Long, String> changed(Map<Long, String> last) {
      Map<Long, String> changed = new TreeMap<>(last);
      for (long key : written()) {
        if (rows.containsKey(key)) {
          changed.put(key, rows.get(key));
        } else {
          changed.remove(key);
        }
      }
      return changed;
    }

    /// @return whether it committed
    boolean commit(Run run) {
      Set<Long> written = written();
      boolean overwritten = run.changedSince(version, written);
      boolean outdated = !written.isEmpty() && run.changedSince(version, noted);
      try (transaction) {
        transaction.commit("ann", "");
      } catch (DatabaseException e) {
        assertThat(e.failure())
            .isInstanceOfAny(Failure.WriteConflict.class, Failure.ReadConflict.class);
        assertThat(e.failure() instanceof Failure.WriteConflict ? overwritten : outdated)
            .as(e.getMessage())
            .isTrue();
        return false;
      }
      assertThat(overwritten || outdated).as("gives way").isFalse();
      return true;
    }
  }
}
