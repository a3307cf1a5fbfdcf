package io.armillaria.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestProcessLocks {
  @TempDir Path directory;

  /// What another process runs: tries each byte that it is told, and keeps what it gets.
  public static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      DirectoryLock directory = DirectoryLock.share(Path.of(arguments[0]));
      List<ProcessLocks.Held> held = new ArrayList<>();
      for (int at = System.in.read(); at >= 0; at = System.in.read()) {
        Optional<ProcessLocks.Held> got = directory.locks().tryLock(at);
        got.ifPresent(held::add);
        System.out.println(got.isPresent());
      }
    }
  }

  @Test
  void givesAByteToOneProcess() throws Exception {
    Process other = other();
    try (DirectoryLock mine = DirectoryLock.share(directory)) {
      assertThat(ask(other, 1)).isTrue();
      assertThat(mine.locks().tryLock(1)).isEmpty();
      ProcessLocks.Held two = mine.locks().tryLock(2).orElseThrow();
      assertThat(mine.locks().tryLock(2)).isEmpty();
      assertThat(ask(other, 2)).isFalse();
      two.close();
      assertThat(ask(other, 2)).isTrue();
    }
    other.destroyForcibly().waitFor();
  }

  @Test
  void waitsForAProcessThatDiesAlthoughInterrupted() throws Exception {
    Process other = other();
    try (DirectoryLock mine = DirectoryLock.share(directory)) {
      ProcessLocks.Held kept = mine.locks().tryLock(7).orElseThrow();
      assertThat(ask(other, 5)).isTrue();
      Thread waiting = Thread.ofPlatform().daemon().start(() -> mine.locks().lock(5).close());
      waiting.interrupt();
      other.destroyForcibly().waitFor();
      waiting.join();
      Process next = other();
      assertThat(ask(next, 5)).isTrue();
      assertThat(ask(next, 7)).isFalse();
      kept.close();
      next.destroyForcibly().waitFor();
    }
  }

  @Test
  void letsOneProcessBeAlone() throws Exception {
    Process other = other();
    assertThat(ask(other, 1)).isTrue();
    assertThatThrownBy(() -> DirectoryLock.acquire(directory))
        .hasMessage("Cannot open " + directory + ": it is in use by another process.");
    other.destroyForcibly().waitFor();
    try (DirectoryLock alone = DirectoryLock.acquire(directory)) {
      assertThat(alone.locks().tryLock(1)).isPresent();
    }
  }

  @Test
  void keepsOthersOutWhileNobodyElseIsThere() throws Exception {
    Process other = other();
    assertThat(ask(other, 10)).isTrue();
    try (DirectoryLock mine = DirectoryLock.share(directory)) {
      assertThat(mine.locks().tryAlone()).isEmpty();
      other.destroyForcibly().waitFor();
      ProcessLocks.Held alone = mine.locks().tryAlone().orElseThrow();
      assertThat(mine.locks().tryAlone()).isEmpty();
      Process waiting = other();
      Writer writer = waiting.outputWriter();
      writer.write(11);
      writer.flush();
      assertThat(waiting.inputReader().ready()).isFalse();
      alone.close();
      assertThat(Boolean.parseBoolean(waiting.inputReader().readLine())).isTrue();
      assertThat(mine.locks().tryAlone()).isEmpty();
      waiting.destroyForcibly().waitFor();
    }
    try (DirectoryLock alone = DirectoryLock.acquire(directory)) {
      assertThat(alone.locks().tryAlone()).isPresent();
    }
  }

  private static boolean ask(Process process, int at) throws IOException {
    Writer writer = process.outputWriter();
    writer.write(at);
    writer.flush();
    return Boolean.parseBoolean(process.inputReader().readLine());
  }

  private Process other() throws IOException {
    List<String> path = new ArrayList<>();
    for (Class<?> type : List.of(DirectoryLock.class, Other.class)) {
      URI at = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
      path.add(Path.of(at).toString());
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-cp",
            String.join(File.pathSeparator, path),
            Other.class.getName(),
            directory.toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
