package io.armillaria.storage.failure;

import java.util.List;

/// What went wrong: the thing, the value found and the value wanted, as fields and as a message.
///
/// The family is sealed so that the driver's mapping to SQLSTATEs is an exhaustive switch: a
/// failure without a SQLSTATE does not compile.
public sealed interface Failure {
  String message();

  /// Throws this failure; typed as the exception so that callers can write `throw failure.raise()`.
  default DatabaseException raise() {
    return new DatabaseException(this);
  }

  default DatabaseException raise(Throwable cause) {
    return new DatabaseException(this, cause);
  }

  // ---- the statement's text and names

  /// `line` and `column` count from 1; 0 where the place is not known.
  record Syntax(int line, int column, String message) implements Failure {}

  /// The statement is well formed but means nothing: ambiguous names, aggregates out of place.
  record Semantic(String message) implements Failure {}

  record UndefinedTable(String table, String message) implements Failure {}

  record UndefinedColumn(String column, String message) implements Failure {}

  record AmbiguousColumn(String column, String message) implements Failure {}

  record UndefinedFunction(String function, String message) implements Failure {}

  /// `kind` is BRANCH or TAG.
  record UndefinedReference(String kind, String name, String message) implements Failure {}

  record UndefinedVersion(String table, String message) implements Failure {}

  /// The version was there, and its data is retained no longer.
  ///
  /// @param kept says what can be read instead
  record VersionExpired(String table, long version, String kept) implements Failure {
    @Override
    public String message() {
      return "Version "
          + version
          + " of "
          + table
          + " is retained no longer and its data may be gone; "
          + kept
          + ".";
    }
  }

  record UndefinedSchema(String schema, String message) implements Failure {}

  record DuplicateTable(String table) implements Failure {
    @Override
    public String message() {
      return "Table " + table + " exists already.";
    }
  }

  record DuplicateColumn(String column, String message) implements Failure {}

  record DuplicateReference(String kind, String name) implements Failure {
    @Override
    public String message() {
      return (kind.equals("TAG") ? "Tag " : "Branch ") + name + " exists already.";
    }
  }

  /// A constraint or an index; `kind` says which.
  record UndefinedObject(String kind, String name, String message) implements Failure {}

  record DuplicateObject(String kind, String name, String table) implements Failure {
    @Override
    public String message() {
      return kind + " " + name + " of " + table + " exists already.";
    }
  }

  /// Something else needs what was to be dropped.
  record DependentObjects(String name, String message) implements Failure {}

  /// A foreign key that cannot be: its columns do not fit those it refers to.
  record InvalidForeignKey(String constraint, String message) implements Failure {}

  record InvalidName(String name, String message) implements Failure {}

  record TypeMismatch(String message) implements Failure {}

  record InvalidParameter(String message) implements Failure {}

  record Unsupported(String feature) implements Failure {
    @Override
    public String message() {
      return feature;
    }
  }

  // ---- values

  record InvalidText(String type, String value) implements Failure {
    @Override
    public String message() {
      return "The text '" + Texts.shorten(value) + "' is not a valid " + type + ".";
    }
  }

  record InvalidDatetime(String type, String value) implements Failure {
    @Override
    public String message() {
      return "The text '" + Texts.shorten(value) + "' is not a valid " + type + ".";
    }
  }

  record NumericOverflow(String message) implements Failure {}

  record DivisionByZero() implements Failure {
    @Override
    public String message() {
      return "Division by zero.";
    }
  }

  /// A function was called with a value outside its domain, such as the logarithm of a negative.
  record InvalidArgument(String message) implements Failure {}

  record TextTooLong(String type, int length, String value) implements Failure {
    @Override
    public String message() {
      return "The value '"
          + Texts.shorten(value)
          + "' has length "
          + length
          + ", too long for "
          + type
          + ".";
    }
  }

  record SequenceExhausted(String sequence, long bound) implements Failure {
    @Override
    public String message() {
      return "Sequence " + sequence + " has given out its last number, " + bound + ".";
    }
  }

  record NotYetTaken(String sequence) implements Failure {
    @Override
    public String message() {
      return "This session has taken no number of sequence " + sequence + " yet.";
    }
  }

  /// A column whose values come from the system was given one.
  record GeneratedColumn(String column, String message) implements Failure {}

  /// A scalar subquery gave more than one row.
  record Cardinality(String message) implements Failure {}

  // ---- constraints

  record NotNullViolation(String table, String column) implements Failure {
    @Override
    public String message() {
      return "Column " + column + " of " + table + " is NOT NULL, but a row has NULL there.";
    }
  }

  record UniqueViolation(String table, String constraint, String key) implements Failure {
    @Override
    public String message() {
      return "The key " + key + " exists already in " + table + " (" + constraint + ").";
    }
  }

  record CheckViolation(String table, String constraint, String message) implements Failure {}

  record ForeignKeyViolation(String table, String constraint, String message) implements Failure {}

  // ---- transactions

  record WriteConflict(String table, String key, long theirs, long ours) implements Failure {
    @Override
    public String message() {
      return "Row "
          + key
          + " of "
          + table
          + " was changed by transaction "
          + theirs
          + " after this one began at "
          + ours
          + ". Retry the transaction.";
    }
  }

  /// Rows that a serializable transaction had read, or had found not to be there, were changed.
  record ReadConflict(String table, long theirs, long ours) implements Failure {
    @Override
    public String message() {
      return "What this transaction read of "
          + table
          + " was changed by transaction "
          + theirs
          + " after this one had read it at "
          + ours
          + ". Retry the transaction.";
    }
  }

  /// Transactions wait for each other's locks; this one gave way and was rolled back.
  record Deadlock(String message) implements Failure {}

  /// A lock that another transaction holds was not free in time.
  record LockNotAvailable(String table, String message) implements Failure {}

  /// The transaction was rolled back because it held locks and did nothing.
  record TransactionTimedOut(String message) implements Failure {}

  /// The transaction was rolled back by an earlier failure; only ROLLBACK ends it.
  record RolledBack(String message) implements Failure {}

  /// Something that only a transaction can do was asked for outside of one.
  record NoTransaction(String message) implements Failure {}

  /// Something that no transaction can do was asked for inside of one.
  record InTransaction(String message) implements Failure {}

  record UndefinedPrepared(String id) implements Failure {
    @Override
    public String message() {
      return "There is no prepared transaction '" + id + "'.";
    }
  }

  record DuplicatePrepared(String id) implements Failure {
    @Override
    public String message() {
      return "There is a prepared transaction '" + id + "' already.";
    }
  }

  /// Something is in use by another and cannot be changed now.
  record InUse(String message) implements Failure {}

  /// Tables, rather than rows, that were changed under a transaction: DDL on one side.
  record SchemaConflict(String table, String message) implements Failure {}

  record MergeConflict(String source, String target, String message) implements Failure {}

  record InvalidTransactionState(String message) implements Failure {}

  record ReadOnly(String message) implements Failure {}

  // ---- files and stores

  record BadCopyRow(String file, long line, int column, String message) implements Failure {}

  record FileProblem(String file, String message) implements Failure {}

  record CannotOpen(String path, String message) implements Failure {}

  record TooNew(String path, int found, int supported) implements Failure {
    @Override
    public String message() {
      return "The database "
          + path
          + " has format "
          + found
          + "; this version of Armillaria reads up to "
          + supported
          + ". Use a newer Armillaria.";
    }
  }

  record TooOld(String path, int found, int supported) implements Failure {
    @Override
    public String message() {
      return "The database "
          + path
          + " has format "
          + found
          + " of a preview; this version of Armillaria reads "
          + supported
          + ". Export it with the version that wrote it.";
    }
  }

  record Corrupt(String object, String message) implements Failure {}

  record Closed(String message) implements Failure {}

  record InputOutput(String message) implements Failure {}

  record DiskFull(String message) implements Failure {}

  record OutOfMemory(String message) implements Failure {}

  record Cancelled(String message) implements Failure {}

  /// The commit may or may not have reached the disk.
  record UnknownOutcome(String message) implements Failure {}

  /// A defect of ours, never the user's.
  record Internal(String message) implements Failure {}

  /// The names in `known`, for messages that say which exist; at most ten are listed.
  static String listing(List<String> known) {
    if (known.isEmpty()) {
      return "none exists";
    }
    String joined = String.join(", ", known.subList(0, Math.min(10, known.size())));
    return known.size() > 10 ? joined + " and " + (known.size() - 10) + " more" : joined;
  }
}
