package io.armillaria.blake3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class TestLibraryFile {
  private static final byte[] BYTES = "a library".getBytes(UTF_8);

  @TempDir private Path home;

  @Test
  void isWrittenForItsOwnerOnly() throws IOException {
    Path file = LibraryFile.inCache(home.resolve("cache/armillaria"), "library.so", BYTES);
    assertThat(file).isEqualTo(home.resolve("cache/armillaria/library.so")).hasBinaryContent(BYTES);
    assertThat(permissions(file)).isEqualTo("rwx------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    assertThat(file.getParent()).isDirectoryContaining(file::equals);
    assertThat(file.getParent().toFile().list()).hasSize(1);
  }

  @Test
  void isUsedAgain() throws IOException {
    Path file = LibraryFile.inCache(home.resolve("armillaria"), "library.so", BYTES);
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, old);
    LibraryFile.inCache(home.resolve("armillaria"), "library.so", BYTES);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
  }

  @Test
  void isReplacedWhereItHasOtherBytes() throws IOException {
    Path file = LibraryFile.inCache(home.resolve("armillaria"), "library.so", BYTES);
    Files.write(file, "b library".getBytes(UTF_8));
    LibraryFile.inCache(home.resolve("armillaria"), "library.so", BYTES);
    assertThat(file).hasBinaryContent(BYTES);
  }

  @Test
  void isNoLinkToAnotherFile() throws IOException {
    Path directory = home.resolve("armillaria");
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Path elsewhere = Files.write(home.resolve("elsewhere"), BYTES);
    Path file = Files.createSymbolicLink(directory.resolve("library.so"), elsewhere);
    LibraryFile.inCache(directory, "library.so", BYTES);
    assertThat(file).isRegularFile().hasBinaryContent(BYTES);
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void isRefusedWhereOthersMayWrite() throws IOException {
    Path directory = Files.createDirectory(home.resolve("armillaria"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> LibraryFile.inCache(directory, "library.so", BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("with permissions rwxrwx---, but must belong to ");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void isTemporaryWhereThereIsNoCache() throws IOException {
    Path file = LibraryFile.temporary("library.so", BYTES);
    assertThat(file).hasBinaryContent(BYTES);
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    Files.delete(file);
    Files.delete(file.getParent());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
