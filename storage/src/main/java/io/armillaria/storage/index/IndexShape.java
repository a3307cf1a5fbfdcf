package io.armillaria.storage.index;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the hidden table of an index looks like: a row, an *entry*, for each row of its table, with
/// the indexed columns and the row's key.
///
/// The entry's key is the indexed columns and, in an index that is not unique, the row's key. In a
/// unique index it is the indexed columns and *ties*: the row's key once more where an indexed
/// column is NULL, else NULL. So two rows with equal values have entries with equal keys, and two
/// transactions that insert them meet there, while rows with a NULL differ.
public final class IndexShape {
  private static final String INDEXED = "I";

  private final Index index;
  private final List<Column> indexed = new ArrayList<>();
  private final List<Column> ties = new ArrayList<>();
  private final List<Column> payload = new ArrayList<>();
  private final List<Column> rowKey = new ArrayList<>();
  private final List<Column> sources = new ArrayList<>();
  private final int[] tieSources;

  /// @param owner the schema of the indexed table
  public IndexShape(TableSchema owner, Index index) {
    this.index = index;
    for (int id : index.columns()) {
      Column column = owner.columns().get(owner.ordinalOfId(id));
      sources.add(column);
      // nullable always, so that SET NOT NULL and DROP NOT NULL change no entry
      indexed.add(new Column(sources.size(), INDEXED + sources.size(), column.type(), true));
    }
    List<Column> keyColumns = RowId.keyColumns(owner);
    for (Column column : keyColumns) {
      int place = index.columns().indexOf(column.id());
      if (place < 0) {
        sources.add(column);
        payload.add(new Column(sources.size(), "R" + sources.size(), column.type(), false));
      }
      Column holder = place < 0 ? payload.getLast() : indexed.get(place);
      rowKey.add(new Column(holder.id(), holder.name(), holder.type(), false));
    }
    tieSources = new int[index.unique() ? payload.size() : 0];
    for (int i = 0; i < tieSources.length; i++) {
      tieSources[i] = index.columns().size() + i;
      int id = sources.size() + 1 + i;
      ties.add(new Column(id, "T" + id, payload.get(i).type(), true));
    }
  }

  public Index index() {
    return index;
  }

  /// The stored columns of the indexed table that entries are made of.
  public List<Column> sources() {
    return sources;
  }

  /// The columns of an entry that hold the indexed ones, in their order; each may be NULL.
  public List<Column> indexed() {
    return indexed;
  }

  /// The columns of an entry that make the key of the row it stands for.
  public List<Column> rowKey() {
    return rowKey;
  }

  /// How many columns of an entry's key are ties.
  public int ties() {
    return ties.size();
  }

  /// The schema of the hidden table.
  ///
  /// @param owner the indexed table
  public TableSchema schema(TableId owner) {
    List<Column> columns = new ArrayList<>(indexed);
    columns.addAll(payload);
    columns.addAll(ties);
    List<Integer> key = new ArrayList<>();
    indexed.forEach(column -> key.add(column.id()));
    (index.unique() ? ties : payload).forEach(column -> key.add(column.id()));
    return new TableSchema(
        columns, key, index.name(), List.of(), List.of(), List.of(), Optional.of(owner));
  }

  /// The entries of some rows, a vector for each column of the hidden table.
  ///
  /// @param rows has [#sources], and maybe more
  public ColumnVector[] entries(RowBlock rows) {
    ColumnVector[] entries = new ColumnVector[sources.size() + ties.size()];
    for (int i = 0; i < sources.size(); i++) {
      entries[i] = rows.vectors().get(rows.ordinalOfId(sources.get(i).id()));
    }
    boolean[] tied = new boolean[rows.rows()];
    for (int row = 0; row < rows.rows(); row++) {
      tied[row] = true;
      for (int i = 0; i < indexed.size(); i++) {
        tied[row] &= !entries[i].isNull(row);
      }
    }
    for (int i = 0; i < tieSources.length; i++) {
      entries[sources.size() + i] = withNulls(entries[tieSources[i]], tied);
    }
    return entries;
  }

  /// The key of a row as messages show it; of an entry, the indexed values.
  public static String keyText(TableSchema schema, byte[] key) {
    List<Column> columns = RowId.keyColumns(schema);
    if (!schema.hidden()) {
      return KeyTexts.text(columns, key);
    }
    return KeyTexts.indexText(
        columns.stream().filter(column -> column.name().startsWith(INDEXED)).toList(), key);
  }

  private static ColumnVector withNulls(ColumnVector vector, boolean[] nulls) {
    return switch (vector) {
      case LongVector v -> new LongVector(v.values(), nulls);
      case DoubleVector v -> new DoubleVector(v.values(), nulls);
      case Int128Vector v -> new Int128Vector(v.high(), v.low(), nulls);
      case BytesVector v -> new BytesVector(v.data(), v.starts(), v.lengths(), nulls);
    };
  }
}
