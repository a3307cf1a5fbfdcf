package io.armillaria.blake3;

/// The native library was asked for ([NativeMode#ON]) but cannot be used here.
public final class NativeUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NativeUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  NativeUnavailableException(String message) {
    super(message);
  }
}
