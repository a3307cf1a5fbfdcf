package io.armillaria.storage.index;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeyEncoder;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A way to rows by the values of some columns: the order of the primary key, or an index. None of
/// the values is NULL.
///
/// @param index empty for the primary key
/// @param columns ids of the columns, in the order of the key that they begin
/// @param ties NULLs that make the key of a unique index whole
/// @param exact whether the columns make the whole key, so that at most one row has the values
public record KeyPath(Optional<Index> index, List<Integer> columns, int ties, boolean exact) {
  public KeyPath {
    columns = List.copyOf(columns);
  }

  /// The best way to rows of a table by the values of `columns`: whole keys come first, then the
  /// primary key.
  public static Optional<KeyPath> of(TableSchema schema, List<Integer> columns) {
    Optional<KeyPath> found = Optional.empty();
    if (begins(schema.primaryKey(), columns)) {
      boolean exact = schema.primaryKey().size() == columns.size();
      found =
          Optional.of(
              new KeyPath(
                  Optional.empty(), schema.primaryKey().subList(0, columns.size()), 0, exact));
    }
    for (Index index : schema.allIndexes()) {
      if (begins(index.columns(), columns) && !found.map(KeyPath::exact).orElse(false)) {
        KeyPath path = of(schema, index, columns.size());
        if (path.exact() || found.isEmpty()) {
          found = Optional.of(path);
        }
      }
    }
    return found;
  }

  private static KeyPath of(TableSchema schema, Index index, int columns) {
    boolean exact = index.unique() && index.columns().size() == columns;
    int ties = exact ? new IndexShape(schema, index).ties() : 0;
    return new KeyPath(Optional.of(index), index.columns().subList(0, columns), ties, exact);
  }

  /// The way by the values of all of `columns` where they are a key: the primary key or those of a
  /// unique index, in any order.
  public static Optional<KeyPath> unique(TableSchema schema, List<Integer> columns) {
    return of(schema, columns).filter(KeyPath::exact);
  }

  private static boolean begins(List<Integer> key, List<Integer> columns) {
    return !columns.isEmpty()
        && key.size() >= columns.size()
        && new HashSet<>(key.subList(0, columns.size())).equals(new HashSet<>(columns));
  }

  /// The hidden table that is searched, or `table` itself.
  public TableId searched(TableId table) {
    return index.map(Index::table).orElse(table);
  }

  /// The key, or what all the keys begin with, of rows with the values that row `row` of `values`
  /// has; `ids` says which column each of `values` is.
  public byte[] key(List<Integer> ids, ColumnVector[] values, int row) {
    KeyEncoder encoder = new KeyEncoder();
    for (int column : columns) {
      ColumnVector value = values[ids.indexOf(column)];
      if (index.isPresent()) {
        encoder.appendNullable(value, row);
      } else {
        encoder.append(value, row);
      }
    }
    for (int i = 0; i < ties; i++) {
      encoder.appendNull();
    }
    return encoder.toBytes();
  }

  /// The values that [#key] was made of, in the order of [#columns].
  ///
  /// @param schema of the table that the path leads to
  public String text(TableSchema schema, byte[] key) {
    List<Column> keyColumns =
        columns.stream().map(id -> schema.columns().get(schema.ordinalOfId(id))).toList();
    return index.isPresent() ? KeyTexts.indexText(keyColumns, key) : KeyTexts.text(keyColumns, key);
  }

  /// Visits the rows of the searched table that have a key made by [#key].
  ///
  /// @return whether all were visited
  public boolean visit(KeySearch search, byte[] key, KeySearch.Visitor visitor) {
    if (exact) {
      long address = search.find(key);
      return address < 0 || visitor.visit(address);
    }
    return search.range(key, after(key), visitor);
  }

  public boolean any(KeySearch search, byte[] key) {
    return !visit(search, key, address -> false);
  }

  /// The least key above all that begin with `prefix`; null when there is none.
  static byte[] after(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] next = Arrays.copyOf(prefix, length);
    next[length - 1]++;
    return next;
  }
}
