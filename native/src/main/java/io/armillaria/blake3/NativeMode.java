package io.armillaria.blake3;

import java.util.Locale;

/// Whether native kernels may run.
public enum NativeMode {
  /// Native where the JVM allows it without a warning and the library passes its self-test, Java
  /// otherwise, silently.
  AUTO,
  /// Native, or an exception that says what stands in the way.
  ON,
  /// Java.
  OFF;

  /// The system property that [#configured()] reads.
  public static final String PROPERTY = "armillaria.native";

  /// The mode that the system property asks for; [#AUTO] when it is not set.
  ///
  /// @throws IllegalArgumentException if the property has a value that is none of the modes
  public static NativeMode configured() {
    return parse(System.getProperty(PROPERTY, "auto"));
  }

  /// The mode called `text`, in any case.
  ///
  /// @throws IllegalArgumentException if there is none
  public static NativeMode parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> AUTO;
      case "on" -> ON;
      case "off" -> OFF;
      default ->
          throw new IllegalArgumentException(
              PROPERTY + " is '" + text + "', but must be auto, on or off");
    };
  }
}
