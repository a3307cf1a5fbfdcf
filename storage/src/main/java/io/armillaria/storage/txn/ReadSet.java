package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a transaction has looked at, to be compared with what others commit meanwhile. Not thread
/// safe.
final class ReadSet {
  /// Of more tests than this on one version of a table, only that it was read is kept.
  private static final int MOST_TESTS = 256;

  /// @param branch as stored
  private record Source(String branch, TableId table, long version) {}

  /// @param seen the version that was read, or a later one that is the same to the tests
  private record Reads(TableVersion seen, List<RowTest> tests) {}

  private final Map<Source, Reads> all = new LinkedHashMap<>();

  void add(String branch, TableVersion seen, RowTest test) {
    Source source = new Source(branch, seen.table(), seen.number());
    Reads reads = all.computeIfAbsent(source, _ -> new Reads(seen, new ArrayList<>()));
    if (reads.tests.size() == MOST_TESTS) {
      reads.tests.clear();
      reads.tests.add(RowTest.ALL);
    } else if (!reads.tests.equals(List.of(RowTest.ALL))) {
      reads.tests.add(test);
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// The tables that were read, as locks that keep them as they are.
  List<LockName> tables() {
    return all.keySet().stream()
        .<LockName>map(source -> new LockName.Table(source.branch, source.table))
        .distinct()
        .toList();
  }

  void addAll(ReadSet others) {
    others.all.forEach(
        (source, reads) -> reads.tests.forEach(test -> add(source.branch, reads.seen, test)));
  }

  /// Compares what was read with `refs`. What passes is not compared again with the same commits.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException ReadConflict, SchemaConflict
  void check(Refs refs, History history) {
    all.replaceAll((source, reads) -> checked(source, reads, refs, history));
  }

  private static Reads checked(Source source, Reads reads, Refs refs, History history) {
    TableVersion seen = reads.seen;
    Optional<TableVersion> now =
        refs.find(Ref.Kind.BRANCH, source.branch).flatMap(ref -> ref.head().table(source.table));
    if (now.isPresent() && now.get().equals(seen)) {
      return reads;
    }
    List<TableVersion> later = new ArrayList<>();
    TableVersion version = now.orElse(null);
    while (version != null && !version.equals(seen)) {
      later.add(version);
      version = version.previous().orElse(null);
    }
    if (version == null) {
      throw new Failure.SchemaConflict(
              seen.name(),
              "Branch "
                  + source.branch
                  + " was moved to another history after the transaction had read "
                  + seen.name()
                  + " there. Retry the transaction.")
          .raise();
    }
    for (TableVersion each : later.reversed()) {
      if (each.change().changesTable() || concerns(reads, List.of(each), history)) {
        throw new Failure.ReadConflict(
                seen.name(), each.commit().transaction(), seen.commit().transaction())
            .raise();
      }
    }
    return new Reads(now.get(), reads.tests);
  }

  private static boolean concerns(Reads reads, List<TableVersion> later, History history) {
    ChangedRows rows = new ChangedRows(reads.seen, history.layout(reads.seen), later);
    return reads.tests.stream().anyMatch(test -> test.concerns(rows));
  }
}
