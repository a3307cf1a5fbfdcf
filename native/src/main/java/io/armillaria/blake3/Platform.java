package io.armillaria.blake3;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// An operating system and processor for which the build may hold a library.
///
/// @param directory as `build.sh` names it, such as `linux-x86_64`
/// @param suffix of the library's file, without the dot
record Platform(String directory, String suffix) {

  /// Where this process runs, if a library can exist for it.
  static Optional<Platform> current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Optional<Platform> of(String system, String architecture) {
    String processor =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" ->
              ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "aarch64" : "";
          default -> "";
        };
    if (processor.isEmpty()) {
      return Optional.empty();
    }
    if (system.equals("Linux")) {
      return Optional.of(new Platform("linux-" + processor, "so"));
    }
    if (system.startsWith("Mac OS")) {
      return Optional.of(new Platform("macos-" + processor, "dylib"));
    }
    return Optional.empty();
  }

  /// The library's path as a resource beside this class.
  String resource() {
    return "native/" + directory + "/libarmillaria_blake3." + suffix;
  }

  /// The name of the library's file in a cache that holds several builds.
  String fileName(String checksum) {
    return "libarmillaria_blake3-" + checksum + "." + suffix;
  }

  /// The user's cache directory for this product; empty where there is no home directory.
  Optional<Path> cache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    if (configured != null && Path.of(configured).isAbsolute()) {
      return Optional.of(Path.of(configured, "armillaria"));
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    if (!home.isAbsolute() || !home.toFile().isDirectory()) {
      return Optional.empty();
    }
    String caches = suffix.equals("dylib") ? "Library/Caches" : ".cache";
    return Optional.of(home.resolve(caches, "armillaria"));
  }
}
