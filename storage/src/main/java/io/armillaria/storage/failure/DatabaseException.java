package io.armillaria.storage.failure;

/// The one exception that leaves the engine: it carries a [Failure], which says what happened.
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public DatabaseException(Failure failure) {
    this(failure, null);
  }

  public DatabaseException(Failure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
