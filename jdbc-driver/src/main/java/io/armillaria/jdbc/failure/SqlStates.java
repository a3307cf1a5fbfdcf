package io.armillaria.jdbc.failure;

import io.armillaria.storage.failure.Failure;

/// The SQLSTATEs that the driver uses, and which failure has which.
public final class SqlStates {
  public static final String NO_CURSOR_STATEMENT = "07005";
  public static final String CURSOR_STATEMENT = "07003";
  public static final String MISSING_PARAMETER = "07001";
  public static final String WRONG_CONVERSION = "07006";
  public static final String INVALID_PARAMETER_INDEX = "07009";
  public static final String CANNOT_CONNECT = "08001";
  public static final String CONNECTION_CLOSED = "08003";
  public static final String UNSUPPORTED = "0A000";
  public static final String TEXT_TOO_LONG = "22001";
  public static final String NUMERIC_OVERFLOW = "22003";
  public static final String INVALID_DATETIME = "22007";
  public static final String INVALID_TEXT = "22018";
  public static final String INVALID_PARAMETER = "22023";
  public static final String INVALID_CURSOR_STATE = "24000";
  public static final String INVALID_TRANSACTION_STATE = "25000";
  public static final String READ_ONLY = "25006";
  public static final String ROLLED_BACK = "25P02";
  public static final String TRANSACTION_TIMED_OUT = "25P03";
  public static final String INVALID_SAVEPOINT = "3B001";
  public static final String WRITE_CONFLICT = "40001";
  public static final String DEADLOCK = "40P01";
  public static final String UNKNOWN_OUTCOME = "40003";
  public static final String UNDEFINED_SCHEMA = "3F000";
  public static final String UNDEFINED_COLUMN = "42703";
  public static final String OUT_OF_MEMORY = "53200";
  public static final String TOO_COMPLEX = "54001";
  public static final String STATEMENT_CLOSED = "55000";
  public static final String LOCK_NOT_AVAILABLE = "55P03";
  public static final String CANCELLED = "57014";
  public static final String INPUT_OUTPUT = "58030";
  public static final String INTERNAL = "XX000";

  private SqlStates() {}

  /// The SQLSTATE of `failure`.
  public static String of(Failure failure) {
    return switch (failure) {
      case Failure.Syntax _, Failure.Semantic _ -> "42601";
      case Failure.UndefinedTable _ -> "42P01";
      case Failure.UndefinedColumn _ -> UNDEFINED_COLUMN;
      case Failure.AmbiguousColumn _ -> "42702";
      case Failure.UndefinedFunction _ -> "42883";
      case Failure.UndefinedReference _ -> "3D000";
      case Failure.UndefinedVersion _, Failure.VersionExpired _ -> INVALID_PARAMETER;
      case Failure.UndefinedSchema _ -> UNDEFINED_SCHEMA;
      case Failure.DuplicateTable _ -> "42P07";
      case Failure.DuplicateColumn _ -> "42701";
      case Failure.DuplicateReference _ -> "42P04";
      case Failure.UndefinedObject _ -> "42704";
      case Failure.DuplicateObject _ -> "42710";
      case Failure.DependentObjects _ -> "2BP01";
      case Failure.InvalidForeignKey _ -> "42830";
      case Failure.InvalidName _ -> "42602";
      case Failure.TypeMismatch _ -> "42804";
      case Failure.InvalidParameter _, Failure.InvalidArgument _ -> INVALID_PARAMETER;
      case Failure.Unsupported _ -> UNSUPPORTED;
      case Failure.InvalidText _ -> INVALID_TEXT;
      case Failure.InvalidDatetime _ -> INVALID_DATETIME;
      case Failure.NumericOverflow _ -> NUMERIC_OVERFLOW;
      case Failure.DivisionByZero _ -> "22012";
      case Failure.TextTooLong _ -> TEXT_TOO_LONG;
      case Failure.SequenceExhausted _ -> "2200H";
      case Failure.NotYetTaken _ -> STATEMENT_CLOSED;
      case Failure.GeneratedColumn _ -> "428C9";
      case Failure.Cardinality _ -> "21000";
      case Failure.NotNullViolation _ -> "23502";
      case Failure.UniqueViolation _ -> "23505";
      case Failure.CheckViolation _ -> "23514";
      case Failure.ForeignKeyViolation _ -> "23503";
      case Failure.WriteConflict _,
          Failure.ReadConflict _,
          Failure.SchemaConflict _,
          Failure.MergeConflict _ ->
          WRITE_CONFLICT;
      case Failure.Deadlock _ -> DEADLOCK;
      case Failure.LockNotAvailable _ -> LOCK_NOT_AVAILABLE;
      case Failure.TransactionTimedOut _ -> TRANSACTION_TIMED_OUT;
      case Failure.RolledBack _ -> ROLLED_BACK;
      case Failure.NoTransaction _ -> "25P01";
      case Failure.InTransaction _ -> "25001";
      case Failure.UndefinedPrepared _ -> "42704";
      case Failure.DuplicatePrepared _ -> "42710";
      case Failure.InUse _ -> "55006";
      case Failure.InvalidTransactionState _ -> INVALID_TRANSACTION_STATE;
      case Failure.ReadOnly _ -> READ_ONLY;
      case Failure.BadCopyRow _ -> "22P04";
      case Failure.FileProblem _, Failure.InputOutput _ -> INPUT_OUTPUT;
      case Failure.CannotOpen _, Failure.TooNew _, Failure.TooOld _ -> CANNOT_CONNECT;
      case Failure.Corrupt _ -> "XX001";
      case Failure.Closed _ -> CONNECTION_CLOSED;
      case Failure.DiskFull _ -> "53100";
      case Failure.OutOfMemory _ -> OUT_OF_MEMORY;
      case Failure.Cancelled _ -> CANCELLED;
      case Failure.UnknownOutcome _ -> UNKNOWN_OUTCOME;
      case Failure.Internal _ -> INTERNAL;
    };
  }
}
