package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.RefNames;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.log.LogRecord;
import java.util.List;
import java.util.Optional;

/// Creates, moves and drops branches and tags. No data is touched.
final class RefCommands {
  private final History history;
  private final Committer committer;

  RefCommands(History history, Committer committer) {
    this.history = history;
    this.committer = committer;
  }

  boolean create(
      Ref.Kind kind,
      String name,
      String from,
      VersionSelector selector,
      boolean replace,
      boolean ifNotExists) {
    RefNames.check(name);
    return committer.changeRefs(
        (refs, tick, records) -> {
          Optional<Ref> existing = refs.find(name);
          if (existing.isPresent() && ifNotExists && existing.get().kind() == kind) {
            return refs;
          }
          boolean movable = replace && existing.filter(ref -> ref.kind() == kind).isPresent();
          if (existing.isPresent() && !movable) {
            throw new Failure.DuplicateReference(
                    existing.get().kind().name(), existing.get().name())
                .raise();
          }
          existing.ifPresent(ref -> requireNothingPrepared(refs, ref));
          String stored = existing.map(Ref::name).orElse(name);
          Commit head = start(refs, from, selector);
          if (!(selector instanceof VersionSelector.Latest)) {
            head.allTables().forEach(history::requireKept);
          }
          Ref ref = new Ref(kind, stored, head, tick.micros());
          return set(refs, ref, records);
        });
  }

  boolean drop(Ref.Kind kind, String name, boolean ifExists) {
    return committer.changeRefs(
        (refs, tick, records) -> {
          if (ifExists && refs.find(kind, name).isEmpty()) {
            return refs;
          }
          Ref ref = refs.ref(kind, name);
          if (kind == Ref.Kind.BRANCH && ref.name().equals(Refs.MAIN)) {
            throw new Failure.InvalidTransactionState(
                    "Branch main is the store's first and cannot be dropped.")
                .raise();
          }
          requireNothingPrepared(refs, ref);
          records.add(new LogEntry.RefDropped(ref.name()).encode());
          return refs.without(ref.name());
        });
  }

  boolean merge(String source, String target) {
    return committer.changeRefs(
        (refs, tick, records) -> {
          Ref from = refs.ref(source);
          Ref into = refs.ref(Ref.Kind.BRANCH, target);
          if (from.head().isAncestorOf(into.head())) {
            return refs;
          }
          if (!into.head().isAncestorOf(from.head())) {
            throw diverged(from, into);
          }
          requireNothingPrepared(refs, into);
          return set(refs, into.at(from.head()), records);
        });
  }

  /// A prepared transaction needs its branch as it was but for its own commits.
  private static void requireNothingPrepared(Refs refs, Ref ref) {
    for (PreparedTransaction prepared : refs.prepared()) {
      if (prepared.branch().equals(ref.name())) {
        throw new Failure.InUse(
                "The prepared transaction '"
                    + prepared.id()
                    + "' writes branch "
                    + ref.name()
                    + "; commit or roll it back first.")
            .raise();
      }
    }
  }

  private static RuntimeException diverged(Ref from, Ref into) {
    Commit common = into.head();
    while (!common.isAncestorOf(from.head())) {
      common = common.parent();
    }
    return new Failure.MergeConflict(
            from.name(),
            into.name(),
            "MERGE BRANCH "
                + from.name()
                + " INTO "
                + into.name()
                + " meets a conflict: "
                + into.name()
                + " has "
                + commits(into.head().distanceFrom(common))
                + " that "
                + from.name()
                + " lacks, and "
                + from.name()
                + " has "
                + commits(from.head().distanceFrom(common))
                + " that "
                + into.name()
                + " lacks. Only a branch whose target has not moved on can be merged so far;"
                + " nothing was changed.")
        .raise();
  }

  private static String commits(long count) {
    return count == 1 ? "1 commit" : count + " commits";
  }

  private static Refs set(Refs refs, Ref ref, List<LogRecord> records) {
    records.add(
        new LogEntry.RefSet(ref.kind(), ref.name(), ref.head().id(), ref.createdAt()).encode());
    return refs.with(ref);
  }

  private Commit start(Refs refs, String from, VersionSelector selector) {
    Commit head = refs.ref(from).head();
    return switch (selector) {
      case VersionSelector.Latest latest -> head;
      case VersionSelector.AsOf(long micros) -> head.asOf(micros);
      case VersionSelector.AtCommit(String hash) -> one(history.commitsLike(hash), hash);
      case VersionSelector.AtVersion version ->
          throw new Failure.InvalidParameter(
                  "A branch or tag begins at a branch, a time or a commit; VERSION "
                      + version.number()
                      + " is of one table.")
              .raise();
    };
  }

  private static Commit one(List<Commit> commits, String hash) {
    if (commits.size() == 1) {
      return commits.getFirst();
    }
    throw new Failure.UndefinedReference(
            "COMMIT",
            hash,
            commits.isEmpty()
                ? "There is no commit " + hash + "."
                : commits.size() + " commits begin with " + hash + "; give more digits.")
        .raise();
  }
}
