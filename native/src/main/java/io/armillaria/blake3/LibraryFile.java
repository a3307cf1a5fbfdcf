package io.armillaria.blake3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// Puts the library's bytes into a file from which the operating system can load them, and from
/// which nobody but this user can have other bytes loaded.
final class LibraryFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FOR_OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(OWNER_ONLY);

  private LibraryFile() {}

  /// The file `name` in `directory`, written there unless it has these bytes already. Processes may
  /// do this at the same time.
  ///
  /// @throws IOException if the directory cannot be made or written, or others may write to it
  static Path inCache(Path directory, String name, byte[] bytes) throws IOException {
    Files.createDirectories(directory.getParent());
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      createOurs(directory);
    }
    Path file = directory.resolve(name);
    Path temporary = Files.createTempFile(directory, "new", ".tmp", FOR_OWNER_ONLY);
    try {
      checkOurs(directory, temporary);
      if (!holds(file, bytes)) {
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }

  /// A new file in a new directory of its own; the caller deletes both.
  static Path temporary(String name, byte[] bytes) throws IOException {
    Path directory = Files.createTempDirectory("armillaria", FOR_OWNER_ONLY);
    return Files.write(directory.resolve(name), bytes);
  }

  private static void createOurs(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, FOR_OWNER_ONLY);
    } catch (IOException e) {
      // Another process may have been first; if not, this is the error to report.
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  /// Who may write to the directory may exchange the file between our look at it and its loading.
  private static void checkOurs(Path directory, Path fileOfOurs) throws IOException {
    PosixFileAttributes found = attributes(directory);
    PosixFileAttributes ours = attributes(fileOfOurs);
    boolean writtenByOthers =
        found.permissions().contains(PosixFilePermission.GROUP_WRITE)
            || found.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    if (!found.owner().equals(ours.owner()) || writtenByOthers) {
      throw new IOException(
          "The cache directory of the native library belongs to "
              + found.owner()
              + " with permissions "
              + PosixFilePermissions.toString(found.permissions())
              + ", but must belong to "
              + ours.owner()
              + " and be writable for no other");
    }
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean holds(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
