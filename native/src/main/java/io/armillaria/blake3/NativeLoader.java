package io.armillaria.blake3;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Finds the library in the build, loads it for as long as the process lives, and tests it.
final class NativeLoader {
  private NativeLoader() {}

  /// The fastest native implementation of this machine.
  ///
  /// @throws NativeUnavailableException if there is no library for it, or none that loads, or the
  ///   one that loads gives wrong hashes
  static NativeBlake3 load() {
    NativeLibrary library = library();
    List<Instructions> found = Instructions.of(library.instructions());
    var blake3 = new NativeBlake3(library, found.getLast());
    KnownAnswer.check(blake3);
    return blake3;
  }

  /// The loaded library, not yet tested.
  static NativeLibrary library() {
    Platform platform =
        Platform.current()
            .orElseThrow(
                () ->
                    new NativeUnavailableException(
                        "There is no native library for "
                            + System.getProperty("os.name")
                            + " on "
                            + System.getProperty("os.arch")));
    try {
      return NativeLibrary.of(load(platform, resource(platform)));
    } catch (IOException | IllegalArgumentException | IllegalCallerException e) {
      throw new NativeUnavailableException(
          "The native library " + platform.resource() + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static byte[] resource(Platform platform) throws IOException {
    try (InputStream in = NativeLoader.class.getResourceAsStream(platform.resource())) {
      if (in == null) {
        throw new NativeUnavailableException(
            "The native library "
                + platform.resource()
                + " is not part of this build, which had no C compiler for it");
      }
      return in.readAllBytes();
    }
  }

  /// From the cache; where that has no place for it, or the place forbids execution, from a
  /// temporary file.
  private static SymbolLookup load(Platform platform, byte[] bytes) throws IOException {
    String name = platform.fileName(checksum(bytes));
    Exception why = null;
    Optional<Path> cache = platform.cache();
    if (cache.isPresent()) {
      try {
        return lookup(LibraryFile.inCache(cache.get(), name, bytes));
      } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
        why = e;
      }
    }
    Path file = LibraryFile.temporary(name, bytes);
    try {
      return lookup(file);
    } catch (IllegalArgumentException e) {
      if (why != null) {
        e.addSuppressed(why);
      }
      throw e;
    } finally {
      // What is loaded stays loaded without its name.
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    }
  }

  /// Tells builds apart. It need not be a strong hash, because the cache compares all bytes, and in
  /// a cold process the strong ones take tens of milliseconds.
  private static String checksum(byte[] bytes) {
    var checksum = new CRC32();
    checksum.update(bytes);
    return HexFormat.of().toHexDigits((int) checksum.getValue()) + "-" + bytes.length;
  }

  private static SymbolLookup lookup(Path file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }
}
