package io.armillaria.storage.table;

import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// What one commit did to one table, in terms of keys, so that it means the same on any layout.
/// Immutable. Applied in the order of the components: a truncation first, then deletes, then
/// upserts.
///
/// @param definition the name and schema from here on, when they changed or the table is new
/// @param created whether the table begins here
/// @param dropped whether the table ends here
/// @param truncated whether all rows before went away
/// @param counts for the changelog
/// @param deletes the key columns of rows deleted, nothing else; ascending over the list
/// @param upserts rows inserted or replaced, by whole rows; their keys ascend over the list
public record Change(
    TableId table,
    Optional<Definition> definition,
    boolean created,
    boolean dropped,
    boolean truncated,
    RowCounts counts,
    List<SortedRows> deletes,
    List<Upserts> upserts) {
  public Change {
    deletes = List.copyOf(deletes);
    upserts = List.copyOf(upserts);
  }

  public record Definition(String name, TableSchema schema) {}

  /// @param replaces which of the rows replace one of the same key; the others are new
  public record Upserts(SortedRows rows, RoaringBitmap replaces) {}

  /// Whether it conflicts with any other change to its table.
  public boolean changesTable() {
    return definition.isPresent() || dropped || truncated;
  }
}
