package io.armillaria.blake3;

import org.junit.jupiter.api.Test;

final class TestKnownAnswer {
  @Test
  void holdsForJava() {
    KnownAnswer.check(new JavaBlake3());
  }
}
