package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Writes what one statement does to one index. One that the statement does not change costs
/// nothing.
final class IndexWriter {
  private final String table;
  private final IndexShape shape;
  private final Supplier<TableDraft> draft;
  private final Consumer<TableDraft> applied;
  private StatementWriter writer;
  private KeySearch search;

  /// @param table the indexed table's name, for messages
  /// @param draft the hidden table's
  /// @param applied told of the draft when it has changed
  IndexWriter(
      String table, IndexShape shape, Supplier<TableDraft> draft, Consumer<TableDraft> applied) {
    this.table = table;
    this.shape = shape;
    this.draft = draft;
    this.applied = applied;
  }

  private StatementWriter writer() {
    if (writer == null) {
      TableDraft hidden = draft.get();
      writer =
          new StatementWriter(
              hidden, RowChecks.NONE, WriteEffects.NONE, () -> applied.accept(hidden));
      search = writer.base().search();
    }
    return writer;
  }

  IndexShape shape() {
    return shape;
  }

  void inserted(RowBlock rows) {
    writer().insert(shape.entries(rows), rows.rows());
  }

  void deleted(RowBlock rows) {
    TableSchema schema = writer().base().schema();
    KeyReader keys =
        KeyReader.of(
            new RowBlock(schema.columns(), Arrays.asList(shape.entries(rows)), rows.rows()),
            RowId.keyColumns(schema));
    long[] addresses = new long[rows.rows()];
    for (int row = 0; row < addresses.length; row++) {
      byte[] key = keys.keyAt(row);
      addresses[row] = search.find(key);
      if (addresses[row] < 0) {
        throw new Failure.Corrupt(
                "index " + shape.index().name(),
                "Index "
                    + shape.index().name()
                    + " of "
                    + table
                    + " lacks a row of it with "
                    + IndexShape.keyText(schema, key)
                    + ". CHECK TABLE says more.")
            .raise();
      }
    }
    writer.delete(addresses, addresses.length);
  }

  /// Rows whose entries stay as they are cost nothing.
  void updated(RowBlock before, RowBlock after) {
    int[] moved =
        IntStream.range(0, after.rows()).filter(row -> differs(before, after, row)).toArray();
    if (moved.length == 0) {
      return;
    }
    deleted(before.compact(moved));
    inserted(after.compact(moved));
  }

  private boolean differs(RowBlock before, RowBlock after, int row) {
    return shape.sources().stream()
        .mapToInt(column -> column.id())
        .anyMatch(
            id ->
                !ColumnVectors.same(
                    before.vectors().get(before.ordinalOfId(id)),
                    row,
                    after.vectors().get(after.ordinalOfId(id)),
                    row));
  }

  /// @throws DatabaseException UniqueViolation
  void check() {
    if (writer == null) {
      return;
    }
    try {
      writer.check();
    } catch (DatabaseException e) {
      if (e.failure() instanceof Failure.UniqueViolation(_, String constraint, String key)) {
        throw new Failure.UniqueViolation(table, constraint, key).raise();
      }
      throw e;
    }
  }

  void apply() {
    if (writer != null) {
      writer.apply();
    }
  }
}
