package io.armillaria.storage.check;

import java.util.Objects;

/// Something that is not as it should be.
///
/// @param object what: an object's hash, `commit <hash>`, `T VERSION 3`, `branch main`
/// @param kind what sort of thing that is
/// @param text what is wrong with it
public record Problem(String object, Kind kind, String text) {
  public Problem {
    Objects.requireNonNull(object);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
  }

  public enum Kind {
    CHANGE,
    LAYOUT,
    LEAF,
    COLUMN,
    COMMIT,
    VERSION,
    REF
  }
}
