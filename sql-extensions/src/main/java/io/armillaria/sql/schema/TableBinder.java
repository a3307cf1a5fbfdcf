package io.armillaria.sql.schema;

import io.armillaria.sql.parser.TableName;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.SequenceDefinition;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Resolves the table names of one statement in one transaction, and remembers what they meant.
public final class TableBinder {
  /// A table name that no user can write.
  public static final String TARGET = "\0TARGET";

  private final Lookup lookup;
  private final VersionBinder versions;
  private final Map<String, Optional<BoundTable>> bound = new LinkedHashMap<>();
  private final List<BoundTable.Stored> stored = new ArrayList<>();
  private final List<BoundTable.Virtual> virtual = new ArrayList<>();
  private final List<BoundSequence> sequences = new ArrayList<>();

  /// Finds the tables of a transaction.
  private interface Lookup {
    Optional<TableSnapshot> find(Optional<String> ref, String name, VersionSelector selector);
  }

  public TableBinder(Transaction transaction, VersionBinder versions) {
    this(transaction::find, versions);
  }

  private TableBinder(Lookup lookup, VersionBinder versions) {
    this.lookup = lookup;
    this.versions = versions;
  }

  /// Knows one table only, by the name [#TARGET].
  public static TableBinder of(TableSnapshot table) {
    TableBinder binder =
        new TableBinder(
            (ref, name, selector) -> Optional.empty(),
            new VersionBinder(ZoneOffset.UTC, Optional.empty()));
    binder.bindTarget(new TableTarget(Optional.empty(), table.name()), table, false);
    return binder;
  }

  /// The newest version of a stored table, as the only one of a statement.
  public static Optional<BoundTable.Stored> stored(Transaction transaction, String name) {
    return transaction
        .find(Optional.empty(), name, VersionSelector.LATEST)
        .filter(found -> !found.schema().isSequence())
        .map(
            found ->
                new BoundTable.Stored(
                    0,
                    new TableReference(Optional.empty(), name, VersionSelector.LATEST, name),
                    found,
                    false));
  }

  /// The stored tables that the statement named so far, by their index.
  public List<BoundTable.Stored> stored() {
    return List.copyOf(stored);
  }

  /// The system tables that the statement named so far, by their index.
  public List<BoundTable.Virtual> virtual() {
    return List.copyOf(virtual);
  }

  /// The sequences that the statement names, by their index.
  public List<BoundSequence> sequences() {
    return List.copyOf(sequences);
  }

  /// The index of the sequence that a name means.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable
  public int sequence(TableName name) {
    TableReference reference = reference(Optional.empty(), name);
    SequenceDefinition definition =
        lookup
            .find(reference.ref(), reference.name(), reference.selector())
            .flatMap(found -> found.schema().sequence())
            .orElseThrow(
                () ->
                    new Failure.UndefinedTable(name.name(), "There is no sequence " + name + ".")
                        .raise());
    return index(new BoundSequence(Optional.of(reference), name.name(), definition));
  }

  /// The index of the sequence of an identity column.
  ///
  /// @param name for messages
  public int sequence(String name, SequenceDefinition definition) {
    return index(new BoundSequence(Optional.empty(), name, definition));
  }

  private int index(BoundSequence sequence) {
    int known = sequences.indexOf(sequence);
    if (known >= 0) {
      return known;
    }
    sequences.add(sequence);
    return sequences.size() - 1;
  }

  /// The types of the parameters in version clauses, by index.
  public Map<Integer, DataType> clauseParameters() {
    return versions.parameters();
  }

  /// The table that an encoded name means on `ref` (empty: the session's branch), if there is one.
  Optional<BoundTable> find(Optional<String> ref, String encoded) {
    String key = key(ref, encoded);
    Optional<BoundTable> known = bound.get(key);
    if (known == null) {
      known = resolve(ref, TableName.decode(List.of(encoded)));
      bound.put(key, known);
    }
    return known;
  }

  /// Makes [#TARGET] the name of the table that an UPDATE or DELETE changes; it has the column
  /// [BoundTable#ADDRESS].
  public BoundTable.Stored bindTarget(TableTarget target, TableSnapshot snapshot) {
    return bindTarget(target, snapshot, true);
  }

  private BoundTable.Stored bindTarget(
      TableTarget target, TableSnapshot snapshot, boolean address) {
    TableReference reference =
        new TableReference(target.branch(), target.name(), VersionSelector.LATEST, target.name());
    BoundTable.Stored table = new BoundTable.Stored(stored.size(), reference, snapshot, address);
    stored.add(table);
    bound.put(key(Optional.empty(), TARGET), Optional.of(table));
    return table;
  }

  private Optional<BoundTable> resolve(Optional<String> ref, TableName name) {
    Optional<SystemTable> system = SystemTable.named(name.name());
    if (system.isPresent()) {
      if (!name.isCurrent()) {
        throw new Failure.Semantic(
                "System table "
                    + system.get().name()
                    + " shows the whole store: it takes no branch and no version.")
            .raise();
      }
      BoundTable.Virtual table = new BoundTable.Virtual(virtual.size(), system.get());
      virtual.add(table);
      return Optional.of(table);
    }
    TableReference reference = reference(ref, name);
    Optional<TableSnapshot> snapshot =
        lookup
            .find(reference.ref(), reference.name(), reference.selector())
            .filter(found -> !found.schema().isSequence());
    return snapshot.map(
        found -> {
          BoundTable.Stored table = new BoundTable.Stored(stored.size(), reference, found, false);
          stored.add(table);
          return table;
        });
  }

  private static String key(Optional<String> ref, String encoded) {
    return ref.orElse("") + "\0\0" + encoded;
  }

  private TableReference reference(Optional<String> ref, TableName name) {
    return new TableReference(
        name.branch().or(() -> ref), name.name(), versions.bind(name.version()), name.toString());
  }
}
