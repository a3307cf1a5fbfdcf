package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Programs in a JVM of their own, with the driver's jar on the class path.
final class ChildJvm {
  /// How a program ended.
  record Outcome(int exit, String output, String errors) {}

  private ChildJvm() {}

  /// The shaded jar of the driver.
  static Path driver() {
    Path jar = Path.of(System.getProperty("tck.driver")).normalize();
    assertThat(jar).as("the driver, built by the package phase").isRegularFile();
    return jar;
  }

  /// Compiles a program of one source file into `directory`, against the JDK alone.
  static void compile(Path directory, String mainClass, String source, int release)
      throws IOException {
    Path file = Files.writeString(directory.resolve(mainClass + ".java"), source);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                String.valueOf(release),
                "-d",
                directory.toString(),
                file.toString());
    assertThat(exit).as("javac of %s", mainClass).isZero();
  }

  /// Runs a class without any flag of the JVM, until it ends.
  static Outcome run(Path javaHome, List<Path> classPath, String mainClass, String... arguments)
      throws Exception {
    return run(javaHome, List.of(), classPath, mainClass, arguments);
  }

  /// The same with flags of the JVM.
  static Outcome run(
      Path javaHome,
      List<String> flags,
      List<Path> classPath,
      String mainClass,
      String... arguments)
      throws Exception {
    Path output = Files.createTempFile("armillaria-tck-", ".out");
    Path errors = Files.createTempFile("armillaria-tck-", ".err");
    try {
      ProcessBuilder builder = builder(javaHome, classPath, mainClass, arguments);
      builder.command().addAll(1, flags);
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      boolean ended = process.waitFor(600, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended).as("%s ends", mainClass).isTrue();
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  static ProcessBuilder builder(
      Path javaHome, List<Path> classPath, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    return builder;
  }

  /// The feature version of the JDK or JRE in `javaHome`; 0 when there is none.
  static int version(Path javaHome) throws IOException {
    Path release = javaHome.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
          .map(version -> Runtime.Version.parse(version).feature())
          .findFirst()
          .orElse(0);
    }
  }
}
