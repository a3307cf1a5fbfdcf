package io.armillaria.sql.planner;

import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.failure.Failure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/// The tables that FOR UPDATE means: all in FROM, or those that OF names.
final class LockedTables {
  /// What the names in FROM stand for: tables as the user wrote them; empty for a query whose rows
  /// are not rows of tables.
  private final Map<String, Optional<Set<String>>> byName = new LinkedHashMap<>();

  private final Map<String, SqlNode> common = new HashMap<>();

  /// @param query as parsed, before the validator has changed it
  LockedTables(SqlNode query) {
    collect(from(query));
  }

  /// @param of the names after OF; empty for all
  List<BoundTable.Stored> among(List<BoundTable.Stored> tables, List<String> of) {
    Set<String> wanted = new LinkedHashSet<>();
    for (String name : of.isEmpty() ? byName.keySet() : of) {
      Optional<Set<String>> texts = byName.get(name);
      if (texts == null) {
        throw new Failure.UndefinedTable(
                name,
                "FOR UPDATE OF names "
                    + name
                    + ", which FROM has not; it has: "
                    + Failure.listing(List.copyOf(byName.keySet()))
                    + ".")
            .raise();
      }
      wanted.addAll(texts.orElseThrow(AddressedPlan::refused));
    }
    return tables.stream().filter(table -> wanted.contains(table.reference().text())).toList();
  }

  private SqlNode from(SqlNode query) {
    return switch (query) {
      case SqlOrderBy ordered -> from(ordered.query);
      case SqlWith with -> {
        for (SqlNode item : with.withList) {
          common.put(((SqlWithItem) item).name.getSimple(), ((SqlWithItem) item).query);
        }
        yield from(with.body);
      }
      case SqlSelect select when select.getFrom() != null -> select.getFrom();
      case SqlSelect select -> select;
      default ->
          throw new Failure.Unsupported(
                  "FOR UPDATE locks the rows of a SELECT, not of " + query.getKind().sql + ".")
              .raise();
    };
  }

  private void collect(SqlNode item) {
    switch (item) {
      case SqlJoin join -> {
        collect(join.getLeft());
        collect(join.getRight());
      }
      case SqlBasicCall call when call.getKind() == SqlKind.AS ->
          byName.put(((SqlIdentifier) call.operand(1)).getSimple(), tables(call.operand(0)));
      case SqlIdentifier name ->
          byName.put(TableName.decode(List.of(name.names.getLast())).name(), tables(name));
      case SqlSelect _ -> {}
      default -> byName.put(item.toString(), tables(item));
    }
  }

  private Optional<Set<String>> tables(SqlNode item) {
    if (item instanceof SqlIdentifier name) {
      SqlNode meant = name.isSimple() ? common.get(name.getSimple()) : null;
      return meant == null
          ? Optional.of(Set.of(TableName.decode(List.of(name.names.getLast())).toString()))
          : inside(meant);
    }
    return inside(item);
  }

  private static Optional<Set<String>> inside(SqlNode query) {
    if (!isPlain(query)) {
      return Optional.empty();
    }
    Set<String> all = new LinkedHashSet<>();
    for (Optional<Set<String>> each : new LockedTables(query).byName.values()) {
      if (each.isEmpty()) {
        return each;
      }
      all.addAll(each.get());
    }
    return Optional.of(all);
  }

  /// Whether each row of the query is a row of its tables.
  private static boolean isPlain(SqlNode query) {
    return switch (query) {
      case SqlOrderBy ordered ->
          ordered.fetch == null && ordered.offset == null && isPlain(ordered.query);
      case SqlWith with -> isPlain(with.body);
      case SqlSelect select ->
          select.getGroup() == null && !select.isDistinct() && select.getFetch() == null;
      default -> false;
    };
  }
}
