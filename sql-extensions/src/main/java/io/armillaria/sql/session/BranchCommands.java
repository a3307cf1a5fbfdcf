package io.armillaria.sql.session;

import io.armillaria.sql.parser.BranchStatement;
import io.armillaria.sql.schema.VersionBinder;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Database;
import java.util.Optional;

/// Branches and tags. They are created, dropped and merged at once, not with a transaction.
final class BranchCommands {
  private BranchCommands() {}

  static CompiledStatement compile(BranchStatement statement) {
    return switch (statement) {
      case BranchStatement.CreateBranch(
              String name,
              boolean orReplace,
              boolean ifNotExists,
              BranchStatement.Start start) ->
          immediate(
              "CREATE BRANCH",
              (session, database) ->
                  database.createBranch(
                      name,
                      start.ref().orElse(session.branch()),
                      selector(start, session),
                      orReplace,
                      ifNotExists));
      case BranchStatement.DropBranch(String name, boolean ifExists) ->
          immediate(
              "DROP BRANCH",
              (session, database) -> {
                refuseCurrent(name, session);
                database.dropBranch(name, ifExists);
              });
      case BranchStatement.UseBranch(String name) ->
          new Command(session -> session.transactions().useBranch(name));
      case BranchStatement.MergeBranch(String source, String target) ->
          immediate("MERGE BRANCH", (_, database) -> database.merge(source, target));
      case BranchStatement.CommitMerge() -> throw new Failure.Unsupported("COMMIT MERGE").raise();
      case BranchStatement.AbortMerge() -> throw new Failure.Unsupported("ABORT MERGE").raise();
      case BranchStatement.CreateTag(
              String name,
              boolean ifNotExists,
              BranchStatement.Start start) ->
          immediate(
              "CREATE TAG",
              (session, database) ->
                  database.createTag(
                      name,
                      start.ref().orElse(session.branch()),
                      selector(start, session),
                      ifNotExists));
      case BranchStatement.DropTag(String name, boolean ifExists) ->
          immediate("DROP TAG", (_, database) -> database.dropTag(name, ifExists));
    };
  }

  private interface Action {
    void run(Session session, Database database);
  }

  private static Command immediate(String statement, Action action) {
    return new Command(
        session -> {
          session.transactions().leaveForWriting(statement);
          action.run(session, session.engine().database());
        });
  }

  private static VersionSelector selector(BranchStatement.Start start, Session session) {
    return new VersionBinder(session.zone(), Optional.empty()).bind(start.version());
  }

  private static void refuseCurrent(String name, Session session) {
    Optional<String> found = session.engine().database().branch(name);
    if (found.isPresent() && found.get().equals(session.branch())) {
      throw new Failure.Semantic(
              "Branch " + name + " is the session's own; USE another BRANCH before dropping it.")
          .raise();
    }
  }
}
