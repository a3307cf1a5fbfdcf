package io.armillaria.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestDirectoryLock {
  @TempDir Path directory;

  /// What another process runs.
  public static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      try (DirectoryLock lock = DirectoryLock.acquire(Path.of(arguments[0]))) {
        System.out.println("acquired " + (lock != null));
        System.in.read();
      } catch (DatabaseException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void canBeTakenAgainWhenReleased() {
    DirectoryLock.acquire(directory).close();
    DirectoryLock.acquire(directory).close();
  }

  @Test
  void refusesTheSameJvm() {
    try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(directory))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.CannotOpen.class))
          .hasMessage("Cannot open " + directory + ": it is in use by this JVM already.");
    }
  }

  @Test
  void refusesAnotherClassLoader() throws Exception {
    URL[] urls = {
      DirectoryLock.class.getProtectionDomain().getCodeSource().getLocation(),
    };
    try (DirectoryLock lock = DirectoryLock.acquire(directory);
        URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      assertThat(lock).isNotNull();
      Method acquire =
          loader.loadClass(DirectoryLock.class.getName()).getMethod("acquire", Path.class);
      assertThatThrownBy(() -> acquire.invoke(null, directory))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessage(
              "Cannot open " + directory + ": it is in use by another class loader of this JVM.");
    }
  }

  @Test
  void refusesAnotherProcess() throws Exception {
    Process holder = other();
    assertThat(holder.inputReader().readLine()).isEqualTo("acquired true");
    assertThatThrownBy(() -> DirectoryLock.acquire(directory))
        .hasMessage("Cannot open " + directory + ": it is in use by another process.");
    holder.destroyForcibly().waitFor();
    try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(directory)).isNotNull();
      Process refused = other();
      assertThat(refused.inputReader().readLine())
          .isEqualTo("Cannot open " + directory + ": it is in use by another process.");
      refused.waitFor();
    }
  }

  @Test
  void namesADirectoryThatIsNotThere() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> DirectoryLock.acquire(missing))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.CannotOpen.class))
        .hasMessageContaining(missing.toString());
  }

  private Process other() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx32m");
    command.add("-cp");
    List<String> path = new ArrayList<>();
    for (Class<?> type : List.of(DirectoryLock.class, Other.class, Failure.class)) {
      path.add(Path.of(location(type)).toString());
    }
    command.add(String.join(File.pathSeparator, path));
    command.add(Other.class.getName());
    command.add(directory.toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static URI location(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }
}
