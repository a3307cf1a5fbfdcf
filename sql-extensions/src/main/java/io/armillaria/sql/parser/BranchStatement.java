package io.armillaria.sql.parser;

import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlWriter;

/// Branches, tags and merges.
public sealed interface BranchStatement extends Statement {

  /// Where a new branch or tag starts.
  ///
  /// @param ref a branch or tag, empty for the session's branch
  /// @param version none, a timestamp or a commit: a whole branch has no version number
  record Start(Optional<String> ref, VersionClause version) {
    public Start {
      Objects.requireNonNull(ref, "ref");
      Objects.requireNonNull(version, "version");
    }

    private void unparse(SqlWriter writer) {
      ref.ifPresent(
          name -> {
            writer.keyword("FROM");
            SqlText.ref(writer, name);
          });
      SqlText.version(writer, version);
    }
  }

  /// `CREATE [OR REPLACE] BRANCH [IF NOT EXISTS] b [FROM ref] [AS OF ...]`
  record CreateBranch(String name, boolean orReplace, boolean ifNotExists, Start start)
      implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, orReplace ? "CREATE OR REPLACE BRANCH" : "CREATE BRANCH");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.ref(writer, name);
      start.unparse(writer);
    }
  }

  /// `DROP BRANCH [IF EXISTS] b`
  record DropBranch(String name, boolean ifExists) implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP BRANCH");
      SqlText.ifExists(writer, ifExists);
      SqlText.ref(writer, name);
    }
  }

  /// `USE BRANCH b`
  record UseBranch(String name) implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "USE BRANCH");
      SqlText.ref(writer, name);
    }
  }

  /// `MERGE BRANCH source INTO target`
  record MergeBranch(String source, String target) implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "MERGE BRANCH");
      SqlText.ref(writer, source);
      writer.keyword("INTO");
      SqlText.ref(writer, target);
    }
  }

  /// `COMMIT MERGE`: ends the pending merge with the conflicts as resolved.
  record CommitMerge() implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "COMMIT MERGE");
    }
  }

  /// `ABORT MERGE`: ends the pending merge and forgets it.
  record AbortMerge() implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "ABORT MERGE");
    }
  }

  /// `CREATE TAG [IF NOT EXISTS] x [FROM ref] [AS OF ...]`
  record CreateTag(String name, boolean ifNotExists, Start start) implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "CREATE TAG");
      SqlText.ifNotExists(writer, ifNotExists);
      SqlText.ref(writer, name);
      start.unparse(writer);
    }
  }

  /// `DROP TAG [IF EXISTS] x`
  record DropTag(String name, boolean ifExists) implements BranchStatement {
    @Override
    public void unparse(SqlWriter writer) {
      SqlText.keywords(writer, "DROP TAG");
      SqlText.ifExists(writer, ifExists);
      SqlText.ref(writer, name);
    }
  }
}
