package io.armillaria.storage.catalog;

import io.armillaria.storage.failure.Failure;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for names of branches and tags: letters, digits, `-`, `_`, `.`, `/`; no `//`, no `--`,
/// no leading `_` or `-`, no trailing `/`, at most 128 characters, and not `v<digits>`.
public final class RefNames {
  private static final int MOST = 128;
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Nd}\\-_./]+");
  private static final Pattern LIKE_A_VERSION = Pattern.compile("[vV][0-9]+");

  private RefNames() {}

  /// @throws io.armillaria.storage.failure.DatabaseException InvalidName
  public static void check(String name) {
    objection(name)
        .ifPresent(
            why -> {
              throw new Failure.InvalidName(
                      name, "\"" + name + "\" cannot name a branch or tag: " + why + ".")
                  .raise();
            });
  }

  private static Optional<String> objection(String name) {
    if (name.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (name.length() > MOST) {
      return Optional.of(
          "it has " + name.length() + " characters, at most " + MOST + " are allowed");
    }
    if (!ALLOWED.matcher(name).matches()) {
      return Optional.of("only letters, digits, '-', '_', '.' and '/' are allowed");
    }
    if (name.contains("//") || name.contains("--")) {
      return Optional.of("'//' and '--' are not allowed in it");
    }
    if (name.startsWith("_") || name.startsWith("-") || name.startsWith("/")) {
      return Optional.of("it must begin with a letter, a digit or '.'");
    }
    if (name.endsWith("/")) {
      return Optional.of("it must not end with '/'");
    }
    if (LIKE_A_VERSION.matcher(name).matches()) {
      return Optional.of("v followed by digits is kept for versions");
    }
    return Optional.empty();
  }
}
