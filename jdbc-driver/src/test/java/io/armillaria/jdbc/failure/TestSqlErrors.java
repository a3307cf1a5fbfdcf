package io.armillaria.jdbc.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.failure.Failure;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import org.junit.jupiter.api.Test;

class TestSqlErrors {
  private static void check(
      Failure failure, String state, Class<? extends SQLException> exceptionClass) {
    SQLException exception = SqlErrors.of(failure.raise());
    assertThat((Throwable) exception)
        .isExactlyInstanceOf(exceptionClass)
        .hasMessage(failure.message());
    assertThat(exception.getSQLState()).isEqualTo(state);
    assertThat(exception.getCause()).hasFieldOrPropertyWithValue("failure", failure);
  }

  @Test
  void failuresHaveTheExceptionOfTheirState() {
    check(new Failure.Syntax(1, 2, "m"), "42601", SQLSyntaxErrorException.class);
    check(new Failure.UndefinedTable("T", "m"), "42P01", SQLSyntaxErrorException.class);
    check(new Failure.UndefinedReference("TAG", "t", "m"), "3D000", SQLSyntaxErrorException.class);
    check(new Failure.UndefinedVersion("T", "m"), "22023", SQLDataException.class);
    check(new Failure.Unsupported("M is not."), "0A000", SQLFeatureNotSupportedException.class);
    check(new Failure.DivisionByZero(), "22012", SQLDataException.class);
    check(new Failure.BadCopyRow("f", 1, 2, "m"), "22P04", SQLDataException.class);
    check(
        new Failure.UniqueViolation("T", "PK", "(1)"),
        "23505",
        SQLIntegrityConstraintViolationException.class);
    check(
        new Failure.WriteConflict("T", "(1)", 2, 1),
        "40001",
        SQLTransactionRollbackException.class);
    check(new Failure.ReadOnly("m"), "25006", SQLNonTransientException.class);
    check(new Failure.TooNew("/p", 2, 1), "08001", SQLNonTransientConnectionException.class);
    check(new Failure.Closed("m"), "08003", SQLNonTransientConnectionException.class);
    check(new Failure.Corrupt("o", "m"), "XX001", SQLNonTransientException.class);
    check(new Failure.Cancelled("m"), "57014", SQLTimeoutException.class);
  }

  @Test
  void whatIsNotSupportedIsSaidInASentence() {
    assertThat((Throwable) SqlErrors.of(new Failure.Unsupported("ON CONFLICT").raise()))
        .hasMessage("ON CONFLICT is not supported by Armillaria.");
  }

  @Test
  void anUnknownOutcomeIsNoRollback() {
    check(new Failure.UnknownOutcome("m"), "40003", SQLNonTransientException.class);
  }

  @Test
  void defectsAreInternalErrors() {
    IllegalStateException defect = new IllegalStateException("oops");
    SQLException exception = SqlErrors.of(defect);
    assertThat((Throwable) exception)
        .isExactlyInstanceOf(SQLNonTransientException.class)
        .hasMessage("Internal error of Armillaria: java.lang.IllegalStateException: oops")
        .hasCause(defect);
    assertThat(exception.getSQLState()).isEqualTo("XX000");
  }
}
