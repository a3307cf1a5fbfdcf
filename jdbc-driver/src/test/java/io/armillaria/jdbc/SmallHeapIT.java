package io.armillaria.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loads, updates and deletes of more than a heap of 64 MiB holds, of wide rows and of huge ones.
final class SmallHeapIT {
  @TempDir private Path directory;

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @ParameterizedTest
  @CsvSource({"sorted, 250000, 260", "random, 250000, 260", "keyless, 80, 1000000"})
  void whatIsLargerThanTheHeapStreams(String kind, int rows, int length)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                classPath(),
                SmallHeap.class.getName(),
                directory.resolve("db").toString(),
                kind,
                String.valueOf(rows),
                String.valueOf(length))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    long sum = IntStream.range(0, rows).mapToLong(i -> i % 1000).sum();
    long bytes = (long) rows * length;
    int odd = rows / 2;
    long oddSum =
        IntStream.range(0, rows)
            .map(i -> i % 1000 + 1)
            .filter(n -> n % 2 == 1)
            .asLongStream()
            .sum();
    assertThat(output.lines())
        .containsExactly(
            rows + " " + sum + " " + bytes,
            String.valueOf(rows),
            rows + " " + (sum + rows) + " " + (bytes + rows),
            String.valueOf(odd),
            odd + " " + oddSum + " " + odd * (length + 1L),
            rows + " " + sum + " " + bytes,
            length < 1000 ? rows + " " + rows : "53200");
  }
}
