package io.armillaria.sql.session;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The names of a table's constraints and indexes, each of which there is once. Those that a
/// statement does not give are made as PostgreSQL makes them: `T_A_B_KEY`.
final class ConstraintNames {
  private final String table;
  private final Set<String> taken = new HashSet<>();

  ConstraintNames(String table, TableSchema schema) {
    this.table = table;
    schema.constraints().stream().map(Constraint::name).forEach(taken::add);
    schema.indexes().stream().map(Index::name).forEach(taken::add);
    if (schema.hasPrimaryKey()) {
      taken.add(schema.primaryKeyName());
    }
  }

  /// @param given by the statement, if it was
  /// @param suffix such as KEY, where it was not
  /// @throws io.armillaria.storage.failure.DatabaseException DuplicateObject
  String of(Optional<String> given, List<String> columns, String suffix) {
    if (given.isPresent()) {
      refuseTaken(given.get());
      return given.get();
    }
    String stem = table + "_" + String.join("_", columns) + (columns.isEmpty() ? "" : "_") + suffix;
    String name = stem;
    for (int number = 1; taken.contains(name); number++) {
      name = stem + number;
    }
    return name;
  }

  void refuseTaken(String name) {
    if (taken.contains(name)) {
      throw new Failure.DuplicateObject("Constraint", name, table).raise();
    }
  }
}
