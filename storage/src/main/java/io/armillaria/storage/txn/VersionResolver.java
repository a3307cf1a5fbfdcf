package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Finds the committed version of a table that a statement names, within one snapshot of the refs.
final class VersionResolver {
  private final History history;
  private final Refs refs;

  VersionResolver(History history, Refs refs) {
    this.history = history;
    this.refs = refs;
  }

  /// @param at the branch or tag
  /// @param named whether the statement names it; then `VERSION n` must lie in its history
  /// @return empty when there is no table of that name
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedVersion
  Optional<TableVersion> find(Ref at, boolean named, String name, VersionSelector selector) {
    return switch (selector) {
      case VersionSelector.Latest latest -> live(at.head(), name);
      case VersionSelector.AtVersion(long number) -> byNumber(at, named, name, number);
      case VersionSelector.AsOf(long micros) -> asOf(at, name, micros);
      case VersionSelector.AtCommit(String hash) -> atCommit(name, hash);
    };
  }

  private static Optional<TableVersion> live(Commit commit, String name) {
    return commit.table(name).filter(version -> !version.dropped() && version.name().equals(name));
  }

  private Optional<TableVersion> byNumber(Ref at, boolean named, String name, long number) {
    Optional<TableVersion> current = at.head().table(name);
    for (Ref other : named ? List.<Ref>of() : refs.all()) {
      current = current.or(() -> other.head().table(name));
    }
    if (current.isEmpty()) {
      return Optional.empty();
    }
    TableHistory table = current.get().history();
    Optional<TableVersion> found =
        table.version(number).filter(version -> reachable(version, at, named));
    if (found.isEmpty()) {
      List<TableVersion> known =
          table.versions().stream().filter(version -> reachable(version, at, named)).toList();
      String where = named ? " in the history of " + at.name() : "";
      throw new Failure.UndefinedVersion(
              name,
              "Table " + name + " has no version " + number + where + "; " + numbers(known) + ".")
          .raise();
    }
    if (found.get().dropped()) {
      throw new Failure.UndefinedVersion(
              name, "Version " + number + " of table " + name + " is where it was dropped.")
          .raise();
    }
    return found;
  }

  private boolean reachable(TableVersion version, Ref at, boolean named) {
    Commit commit = version.commit();
    return named ? commit.isAncestorOf(at.head()) : commit.transaction() <= refs.lastTransaction();
  }

  private static String numbers(List<TableVersion> known) {
    if (known.isEmpty()) {
      return "it has none there";
    }
    long first = known.getFirst().number();
    long last = known.getLast().number();
    if (known.size() == last - first + 1) {
      return first == last ? "it has version " + first : "it has versions " + first + " to " + last;
    }
    return "it has " + Failure.listing(known.stream().map(v -> Long.toString(v.number())).toList());
  }

  private static Optional<TableVersion> asOf(Ref at, String name, long micros) {
    Optional<TableVersion> found = live(at.head().asOf(micros), name);
    if (found.isEmpty() && live(at.head(), name).isPresent()) {
      TableVersion first = live(at.head(), name).get().history().version(1).orElseThrow();
      throw new Failure.UndefinedVersion(
              name,
              "Table "
                  + name
                  + " did not exist at "
                  + instant(micros)
                  + "; its first version is of "
                  + instant(first.commit().committedAt())
                  + ".")
          .raise();
    }
    return found;
  }

  private Optional<TableVersion> atCommit(String name, String hash) {
    List<Commit> commits = hash.isEmpty() ? List.of() : history.commitsLike(hash);
    if (commits.size() != 1) {
      throw new Failure.UndefinedVersion(
              name,
              commits.isEmpty()
                  ? "There is no commit " + hash + "."
                  : commits.size() + " commits begin with " + hash + "; give more digits.")
          .raise();
    }
    return live(commits.getFirst(), name);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
