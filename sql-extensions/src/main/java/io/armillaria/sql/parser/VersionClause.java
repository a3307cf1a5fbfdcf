package io.armillaria.sql.parser;

import java.util.Objects;

/// Which state of a table or branch a reference asks for, as written: nothing is looked up yet.
public sealed interface VersionClause {

  /// The clause without its table, empty for [None]: `VERSION 5`, `AS OF COMMIT 'ab12'`.
  String sql();

  /// The newest state.
  record None() implements VersionClause {
    @Override
    public String sql() {
      return "";
    }
  }

  /// `VERSION 5`
  record Number(long number) implements VersionClause {
    public Number {
      if (number < 0) {
        throw new IllegalArgumentException("version " + number + ", expected 0 or more");
      }
    }

    @Override
    public String sql() {
      return "VERSION " + number;
    }
  }

  /// `VERSION ?`, by the parameter's index from 0.
  record NumberParameter(int index) implements VersionClause {
    @Override
    public String sql() {
      return "VERSION ?";
    }
  }

  /// `AS OF TIMESTAMP '...'`; the text is read at binding, where the session's time zone is known.
  record Timestamp(String text) implements VersionClause {
    public Timestamp {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String sql() {
      return "AS OF TIMESTAMP " + SqlText.literal(text);
    }
  }

  /// `AS OF TIMESTAMP ?`, by the parameter's index from 0.
  record TimestampParameter(int index) implements VersionClause {
    @Override
    public String sql() {
      return "AS OF TIMESTAMP ?";
    }
  }

  /// `AS OF COMMIT '<hash>'`; the hash may be abbreviated.
  record Commit(String hash) implements VersionClause {
    public Commit {
      Objects.requireNonNull(hash, "hash");
    }

    @Override
    public String sql() {
      return "AS OF COMMIT " + SqlText.literal(hash);
    }
  }
}
