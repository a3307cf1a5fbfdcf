package io.armillaria.tck;

import io.armillaria.tck.RandomQueriesIT.Answers;
import io.armillaria.tck.RandomQueriesIT.Attempt;

/// Where random queries may end otherwise than the peers' by design.
final class KnownDifferences {
  enum Verdict {
    EXPECTED,
    TO_BE_COMPARED
  }

  private KnownDifferences() {}

  static Verdict of(String sql, Attempt found, Answers answers) {
    return answers.given().isEmpty() || isLimit(found) ? Verdict.EXPECTED : Verdict.TO_BE_COMPARED;
  }

  /// What we refuse by name.
  private static boolean isLimit(Attempt found) {
    return found.error() != null && found.error().startsWith("0A000 ");
  }
}
