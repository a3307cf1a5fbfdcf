package io.armillaria.sql.session;

import io.armillaria.storage.table.Reference;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tables that one statement drops or empties together, with foreign keys between them.
final class TableGroups {
  private TableGroups() {}

  /// The tables in an order in which those that refer to others come first.
  static List<AlteredTable> childrenFirst(List<AlteredTable> tables) {
    List<AlteredTable> left = new ArrayList<>(tables);
    List<AlteredTable> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Set<TableId> ids = ids(left);
      AlteredTable next =
          left.stream()
              .filter(each -> isFree(each.snapshot(), ids))
              .findFirst()
              .orElse(left.getFirst());
      left.remove(next);
      order.add(next);
    }
    return order;
  }

  /// Whether none of `others` but itself refers to the table.
  private static boolean isFree(TableSnapshot table, Set<TableId> others) {
    return table.schema().references().stream()
        .map(Reference::child)
        .noneMatch(child -> others.contains(child) && !child.equals(table.id()));
  }

  /// Whether all that refer to one of the tables are among them.
  static boolean isClosed(List<AlteredTable> tables) {
    Set<TableId> ids = ids(tables);
    return tables.stream()
        .flatMap(each -> each.schema().references().stream())
        .allMatch(reference -> ids.contains(reference.child()));
  }

  private static Set<TableId> ids(List<AlteredTable> tables) {
    Set<TableId> ids = new HashSet<>();
    tables.forEach(each -> ids.add(each.snapshot().id()));
    return ids;
  }
}
