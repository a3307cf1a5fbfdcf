package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Collects one statement's writes and applies them to the draft, checking keys first. New rows go
/// to a spool of the statement's own, so that they need not fit into memory and a failure leaves no
/// trace in the draft.
final class StatementWriter implements TableWriter {
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final TableDraft draft;
  private final RowChecks checks;
  private final WriteEffects effects;
  private final Runnable applied;
  private final DraftSnapshot base;
  private final TableSchema schema;
  private final List<Column> stored;
  private final int hidden;
  private final long revision;
  private final StatementRows rows;
  private final UpdatedRows updates;
  private boolean keysMayClash;
  private boolean open = true;

  /// Whether there is something that may be applied.
  private boolean checked;

  /// @param checks asked about all rows added or changed
  /// @param effects what follows for the table's indexes
  /// @param applied run when the statement has taken effect
  StatementWriter(TableDraft draft, RowChecks checks, WriteEffects effects, Runnable applied) {
    this.draft = draft;
    this.checks = checks;
    this.effects = effects;
    this.applied = applied;
    draft.makeRoom();
    this.base = draft.snapshot();
    this.revision = draft.revision();
    this.schema = draft.schema();
    this.stored = RowId.storedColumns(schema);
    this.hidden = schema.hasPrimaryKey() ? 0 : 1;
    this.rows = new StatementRows(new Masks(), new Masks(), draft.newSpool(), new KeyClaims());
    this.updates = new UpdatedRows(draft, base, rows, checks, effects);
  }

  @Override
  public TableSnapshot base() {
    return base;
  }

  @Override
  public void insert(ColumnVector[] columns, int count) {
    requireOpen();
    List<ColumnVector> vectors = new ArrayList<>(stored.size());
    if (hidden == 1) {
      long first = draft.history().takeRowIds(count);
      long[] ids = new long[count];
      Arrays.setAll(ids, i -> first + i);
      vectors.add(new LongVector(ids, null));
    } else {
      keysMayClash = true;
    }
    for (int i = 0; i < columns.length; i++) {
      checkNotNull(schema.columns().get(i), columns[i], count);
      vectors.add(columns[i]);
    }
    if (schema.hasChecks()) {
      checks.check(base.name(), schema, new RowBlock(stored, vectors, count));
    }
    if (effects != WriteEffects.NONE) {
      effects.inserted(new RowBlock(stored, vectors, count));
    }
    rows.rows().append(vectors, count, NONE);
    rows.rows().spillIfLarge();
  }

  @Override
  public void update(long[] addresses, int count, int[] ordinals, ColumnVector[] values) {
    requireOpen();
    List<Column> columns = new ArrayList<>(ordinals.length);
    for (int i = 0; i < ordinals.length; i++) {
      Column column = schema.columns().get(ordinals[i]);
      checkNotNull(column, values[i], count);
      columns.add(column);
      keysMayClash |= schema.primaryKey().contains(column.id());
    }
    updates.update(addresses, count, columns, values);
  }

  @Override
  public void delete(long[] addresses, int count) {
    requireOpen();
    updates.delete(addresses, count);
  }

  @Override
  public void finish() {
    check();
    apply();
  }

  /// Checks the statement without applying anything; [#apply] may follow.
  void check() {
    requireOpen();
    open = false;
    updates.finish();
    rows.rows().finish();
    if (rows.isEmpty()) {
      return;
    }
    if (draft.revision() != revision) {
      throw new IllegalStateException(base.name() + " was changed by another statement meanwhile");
    }
    if (keysMayClash && !(draft.isEmpty() && rows.rows().ascends())) {
      new KeyCheck(draft, base, rows).run();
    }
    if (keysMayClash || updates.mayRestore()) {
      new BaseClaims(draft, base, rows, !keysMayClash).run();
    }
    effects.check();
    checked = true;
  }

  /// Applies what was checked.
  void apply() {
    if (checked) {
      checked = false;
      draft.apply(rows);
      effects.apply();
      applied.run();
    }
  }

  @Override
  public void close() {
    open = false;
  }

  private void checkNotNull(Column column, ColumnVector values, int count) {
    if (column.nullable() || values.nulls() == null) {
      return;
    }
    for (int row = 0; row < count; row++) {
      if (values.isNull(row)) {
        throw new Failure.NotNullViolation(base.name(), column.name()).raise();
      }
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the writer of " + base.name() + " is closed");
    }
  }
}
