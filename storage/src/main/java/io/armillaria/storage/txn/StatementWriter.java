package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Collects one statement's writes and applies them to the draft, checking keys first.
final class StatementWriter implements TableWriter {
  private final TableDraft draft;
  private final Runnable applied;
  private final TableSnapshot base;
  private final TableSchema schema;
  private final List<Column> stored;
  private final int hidden;
  private final List<VectorBuilder> builders = new ArrayList<>();
  private final AddressedRows current;
  private final RowChecks checks;
  private final WriteEffects effects;
  private final Set<Long> removed = new HashSet<>();
  private long[] origin = new long[16];
  private int rows;
  private boolean keysMayClash;
  private boolean open = true;
  private final long revision;

  /// @param checks asked about all rows added or changed
  /// @param effects what follows for the table's indexes
  /// @param applied run when the statement has taken effect
  StatementWriter(TableDraft draft, RowChecks checks, WriteEffects effects, Runnable applied) {
    this.draft = draft;
    this.checks = checks;
    this.effects = effects;
    this.applied = applied;
    this.base = draft.snapshot();
    this.revision = draft.revision();
    this.schema = draft.schema();
    this.stored = RowId.storedColumns(schema);
    this.current = new AddressedRows(base, stored);
    this.hidden = schema.hasPrimaryKey() ? 0 : 1;
    stored.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 64)));
  }

  @Override
  public TableSnapshot base() {
    return base;
  }

  @Override
  public void insert(ColumnVector[] columns, int count) {
    requireOpen();
    for (int i = 0; i < columns.length; i++) {
      checkNotNull(schema.columns().get(i), columns[i], count);
    }
    if (hidden == 1) {
      long first = draft.history().takeRowIds(count);
      long[] ids = new long[count];
      Arrays.setAll(ids, i -> first + i);
      builders.getFirst().appendRange(new LongVector(ids, null), 0, count);
    } else {
      keysMayClash = true;
    }
    for (int i = 0; i < columns.length; i++) {
      builders.get(i + hidden).appendRange(columns[i], 0, count);
    }
    remember(count, DraftRows.REPLACES_NOTHING);
  }

  @Override
  public void update(long[] addresses, int count, int[] ordinals, ColumnVector[] values) {
    requireOpen();
    ColumnVector[] byStored = new ColumnVector[stored.size()];
    for (int i = 0; i < ordinals.length; i++) {
      Column column = schema.columns().get(ordinals[i]);
      checkNotNull(column, values[i], count);
      byStored[ordinals[i] + hidden] = values[i];
      keysMayClash |= schema.primaryKey().contains(column.id());
    }
    for (int row = 0; row < count; row++) {
      if (!removed.add(addresses[row])) {
        throw new Failure.Cardinality("An UPDATE gives one row of " + base.name() + " two values.")
            .raise();
      }
      remember(1, addresses[row]);
    }
    for (int i = 0; i < byStored.length; i++) {
      if (byStored[i] != null) {
        builders.get(i).appendRange(byStored[i], 0, count);
      } else {
        current.append(addresses, count, i, builders.get(i));
      }
    }
  }

  @Override
  public void delete(long[] addresses, int count) {
    requireOpen();
    for (int row = 0; row < count; row++) {
      removed.add(addresses[row]);
    }
  }

  @Override
  public void finish() {
    requireOpen();
    open = false;
    if (rows == 0 && removed.isEmpty()) {
      return;
    }
    if (draft.revision() != revision) {
      throw new IllegalStateException(base.name() + " was changed by another statement meanwhile");
    }
    RowBlock block = block();
    if (rows > 0 && schema.hasChecks()) {
      checks.check(base.name(), schema, block);
    }
    List<byte[]> keys = keys(block);
    long[] replaces = new long[rows];
    for (int row = 0; row < rows; row++) {
      replaces[row] = origin[row] >= 0 ? baseOf(origin[row]) : DraftRows.REPLACES_NOTHING;
    }
    if (keysMayClash) {
      new KeyCheck(draft, schema, removed).run(block, keys, replaces);
    }
    if (effects != WriteEffects.NONE) {
      report(block);
      effects.check();
    }
    removed.forEach(draft::delete);
    draft.append(block, keys, replaces);
    effects.apply();
    applied.run();
  }

  @Override
  public void close() {
    open = false;
  }

  /// The row of the base that goes when this row goes, or -1.
  private long baseOf(long address) {
    int own = draft.ownRow(address);
    return own < 0 ? address : draft.rows().replaces(own);
  }

  private RowBlock block() {
    List<ColumnVector> vectors = new ArrayList<>();
    builders.forEach(builder -> vectors.add(builder.build()));
    return new RowBlock(stored, vectors, rows);
  }

  private List<byte[]> keys(RowBlock block) {
    KeyReader reader =
        new KeyReader(
            RowId.keyColumns(schema),
            column -> new VectorReader(block.vectors().get(block.ordinalOfId(column.id())), rows));
    List<byte[]> keys = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      keys.add(reader.keyAt(row));
    }
    return keys;
  }

  /// Tells the effects of all rows.
  private void report(RowBlock block) {
    List<Column> columns = new ArrayList<>(RowId.keyColumns(schema));
    effects.columns().stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    AddressedRows before = new AddressedRows(base, columns);
    int[] updated = IntStream.range(0, rows).filter(row -> origin[row] >= 0).toArray();
    int[] inserted = IntStream.range(0, rows).filter(row -> origin[row] < 0).toArray();
    Set<Long> deleted = new HashSet<>(removed);
    if (inserted.length > 0) {
      effects.inserted(block.compact(inserted));
    }
    if (updated.length > 0) {
      long[] addresses = Arrays.stream(updated).mapToLong(row -> origin[row]).toArray();
      effects.updated(before.read(addresses, addresses.length), block.compact(updated));
      Arrays.stream(addresses).forEach(deleted::remove);
    }
    if (!deleted.isEmpty()) {
      long[] addresses = deleted.stream().mapToLong(Long::longValue).sorted().toArray();
      effects.deleted(before.read(addresses, addresses.length));
    }
  }

  private void remember(int count, long address) {
    if (rows + count > origin.length) {
      origin = Arrays.copyOf(origin, Math.max(2 * rows, rows + count));
    }
    Arrays.fill(origin, rows, rows + count, address);
    rows += count;
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
