package io.armillaria.storage.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// The columns, key, constraints and indexes of a table at one version.
///
/// @param columns in the order of SELECT *
/// @param primaryKey ids of the key's columns in key order; empty for a table whose rows are named
///   by a hidden row id
/// @param primaryKeyName the constraint's name, for messages
/// @param indexes those of CREATE INDEX and of foreign keys; [#allIndexes] has the constraints' too
/// @param references the foreign keys that refer to this table
/// @param indexOf the table that this one is an index of: then it is hidden
/// @param retainDays how long the data of old versions lives, where the table says so itself
/// @param sequence for a sequence, which is a table without columns and rows
public record TableSchema(
    List<Column> columns,
    List<Integer> primaryKey,
    String primaryKeyName,
    List<Constraint> constraints,
    List<Index> indexes,
    List<Reference> references,
    Optional<TableId> indexOf,
    OptionalInt retainDays,
    Optional<SequenceDefinition> sequence) {
  public TableSchema {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    references = List.copyOf(references);
    Objects.requireNonNull(sequence);
  }

  /// A table without indexes of its own, to which nothing refers.
  public TableSchema(
      List<Column> columns,
      List<Integer> primaryKey,
      String primaryKeyName,
      List<Constraint> constraints) {
    this(columns, primaryKey, primaryKeyName, constraints, List.of(), List.of(), Optional.empty());
  }

  public TableSchema(
      List<Column> columns,
      List<Integer> primaryKey,
      String primaryKeyName,
      List<Constraint> constraints,
      List<Index> indexes,
      List<Reference> references,
      Optional<TableId> indexOf) {
    this(
        columns,
        primaryKey,
        primaryKeyName,
        constraints,
        indexes,
        references,
        indexOf,
        OptionalInt.empty(),
        Optional.empty());
  }

  /// The schema of a sequence.
  public static TableSchema of(SequenceDefinition sequence) {
    return new TableSchema(
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(sequence));
  }

  /// Whether rows have to meet conditions.
  public boolean hasChecks() {
    return constraints.stream().anyMatch(Constraint.Check.class::isInstance);
  }

  public boolean isSequence() {
    return sequence.isPresent();
  }

  public TableSchema withColumns(List<Column> newColumns) {
    return new TableSchema(
        newColumns,
        primaryKey,
        primaryKeyName,
        constraints,
        indexes,
        references,
        indexOf,
        retainDays,
        sequence);
  }

  public TableSchema withPrimaryKey(List<Integer> ids, String name) {
    return new TableSchema(
        columns, ids, name, constraints, indexes, references, indexOf, retainDays, sequence);
  }

  public TableSchema withConstraints(List<Constraint> newConstraints) {
    return new TableSchema(
        columns,
        primaryKey,
        primaryKeyName,
        newConstraints,
        indexes,
        references,
        indexOf,
        retainDays,
        sequence);
  }

  public TableSchema withIndexes(List<Index> newIndexes) {
    return new TableSchema(
        columns,
        primaryKey,
        primaryKeyName,
        constraints,
        newIndexes,
        references,
        indexOf,
        retainDays,
        sequence);
  }

  public TableSchema withReferences(List<Reference> newReferences) {
    return new TableSchema(
        columns,
        primaryKey,
        primaryKeyName,
        constraints,
        indexes,
        newReferences,
        indexOf,
        retainDays,
        sequence);
  }

  public TableSchema withRetainDays(OptionalInt days) {
    return new TableSchema(
        columns,
        primaryKey,
        primaryKeyName,
        constraints,
        indexes,
        references,
        indexOf,
        days,
        sequence);
  }

  /// Every secondary index: those of unique constraints, then `indexes`.
  public List<Index> allIndexes() {
    List<Index> all = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Unique unique) {
        all.add(unique.asIndex());
      }
    }
    all.addAll(indexes);
    return all;
  }

  public List<Constraint.ForeignKey> foreignKeys() {
    List<Constraint.ForeignKey> keys = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.ForeignKey key) {
        keys.add(key);
      }
    }
    return keys;
  }

  public Optional<Constraint> constraint(String name) {
    return constraints.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// Whether it is an index, which no listing shows.
  public boolean hidden() {
    return indexOf.isPresent();
  }

  public boolean hasPrimaryKey() {
    return !primaryKey.isEmpty();
  }

  /// The place of the column of that name in `columns`, or -1.
  public int ordinal(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// The place of the column of that id in `columns`, or -1.
  public int ordinalOfId(int id) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  public Optional<Column> column(String name) {
    int ordinal = ordinal(name);
    return ordinal < 0 ? Optional.empty() : Optional.of(columns.get(ordinal));
  }

  /// The places of the key's columns in `columns`, in key order.
  public int[] keyOrdinals() {
    return primaryKey.stream().mapToInt(this::ordinalOfId).toArray();
  }
}
