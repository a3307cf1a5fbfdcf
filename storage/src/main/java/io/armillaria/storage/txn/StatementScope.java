package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.index.RowSearch;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One statement with all that its foreign keys make of it: rows of other tables that go with it,
/// then the checks, which see everything applied. When one fails, the transaction returns to where
/// it was before the statement.
final class StatementScope {
  private final Workspace tables;
  private final Deque<ReferencedKeys> actions = new ArrayDeque<>();
  private final Set<ForeignKeyCheck> checks = new LinkedHashSet<>();
  private Transaction.Savepoint start;

  StatementScope(Workspace tables) {
    this.tables = tables;
  }

  Workspace tables() {
    return tables;
  }

  /// A writer for the statement itself.
  StatementWriter writer(TableDraft draft) {
    return new StatementWriter(
        draft,
        tables.rowChecks(),
        TableEffects.of(this, draft),
        () -> {
          tables.keep(draft);
          settle();
        });
  }

  void checkLater(List<ForeignKeyCheck> more) {
    for (ForeignKeyCheck check : more) {
      if (tables.modes().defers(check.ends().key())) {
        tables.modes().defer(check);
      } else {
        checks.add(check);
      }
    }
  }

  void act(ReferencedKeys keys) {
    if (keys.count() > 0) {
      actions.add(keys);
    }
  }

  /// Nothing of the statement has been applied yet, or it is a part of one that has begun.
  void prepare() {
    if (start == null && (!actions.isEmpty() || !checks.isEmpty())) {
      start = tables.savepoint();
    }
  }

  /// Runs the checks alone, of a statement that is undone elsewhere.
  void checkNow() {
    ForeignKeyCheck.run(checks, tables);
  }

  private void settle() {
    boolean settled = false;
    try {
      while (!actions.isEmpty()) {
        run(actions.remove());
      }
      ForeignKeyCheck.run(checks, tables);
      settled = true;
    } finally {
      if (!settled) {
        tables.rollbackTo(start);
      }
    }
  }

  private void run(ReferencedKeys keys) {
    Constraint.ForeignKey key = keys.ends().key();
    switch (keys.update() ? key.onUpdate() : key.onDelete()) {
      case NO_ACTION -> checkLater(keys);
      case RESTRICT -> {
        KeySearch child = tables.table(keys.ends().searchedChild()).search();
        for (int i = 0; i < keys.count(); i++) {
          keys.check(i).restrict(child, tables);
        }
      }
      case CASCADE -> {
        if (keys.update()) {
          follow(keys);
        } else {
          delete(keys);
        }
      }
      case SET_NULL -> set(keys, column -> null);
      case SET_DEFAULT -> {
        set(keys, tables::defaultOf);
        // a row whose default is the key that went has not changed, and nobody else looks at it
        checkLater(keys);
      }
    }
  }

  private void checkLater(ReferencedKeys keys) {
    List<ForeignKeyCheck> later = new ArrayList<>();
    for (int i = 0; i < keys.count(); i++) {
      later.add(keys.check(i));
    }
    checkLater(later);
  }

  private void delete(ReferencedKeys keys) {
    StatementWriter writer = part(keys.ends());
    long[] addresses = referring(keys, writer.base()).addresses();
    writer.delete(addresses, addresses.length);
    writer.finish();
  }

  /// The rows that refer to the old keys get the new ones.
  private void follow(ReferencedKeys keys) {
    StatementWriter writer = part(keys.ends());
    Referring referring = referring(keys, writer.base());
    List<ColumnVector> values = new ArrayList<>();
    keys.values()
        .forEach(value -> values.add(ColumnVectors.gather(value.view(), referring.causes())));
    update(writer, keys.ends(), referring.addresses(), values);
  }

  /// A value for each of the foreign key's columns.
  interface NewValue {
    Object of(Column column);
  }

  private void set(ReferencedKeys keys, NewValue value) {
    StatementWriter writer = part(keys.ends());
    long[] addresses = referring(keys, writer.base()).addresses();
    TableSchema schema = writer.base().schema();
    List<ColumnVector> values = new ArrayList<>();
    for (int id : keys.ends().key().columns()) {
      Column column = schema.columns().get(schema.ordinalOfId(id));
      values.add(
          ColumnVectors.constant(column.type().layout(), value.of(column), addresses.length));
    }
    update(writer, keys.ends(), addresses, values);
  }

  private static void update(
      StatementWriter writer, ForeignKeyEnds ends, long[] addresses, List<ColumnVector> values) {
    TableSchema schema = writer.base().schema();
    int[] ordinals = ends.key().columns().stream().mapToInt(schema::ordinalOfId).toArray();
    writer.update(addresses, addresses.length, ordinals, values.toArray(ColumnVector[]::new));
    writer.finish();
  }

  private StatementWriter part(ForeignKeyEnds ends) {
    TableDraft draft = tables.draft(ends.child());
    return new StatementWriter(
        draft, tables.rowChecks(), TableEffects.of(this, draft), () -> tables.keep(draft));
  }

  /// @param causes which of the keys each row refers to
  private record Referring(long[] addresses, int[] causes) {}

  private Referring referring(ReferencedKeys keys, TableSnapshot child) {
    ForeignKeyEnds ends = keys.ends();
    RowSearch rows = new RowSearch(child, ends.childPath());
    Set<Long> seen = new HashSet<>();
    List<Long> addresses = new ArrayList<>();
    List<Integer> causes = new ArrayList<>();
    for (int i = 0; i < keys.count(); i++) {
      int cause = i;
      rows.visit(
          keys.childKey(i),
          address -> {
            if (seen.add(address)) {
              addresses.add(address);
              causes.add(cause);
            }
            return true;
          });
    }
    return new Referring(
        addresses.stream().mapToLong(Long::longValue).toArray(),
        causes.stream().mapToInt(Integer::intValue).toArray());
  }
}
