package io.armillaria.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar that users take, alone on the class path of a JVM of its own.
class DriverJarIT {
  private static final Path JAR = Path.of(System.getProperty("driver.jar"));

  @TempDir private Path directory;

  @Test
  void holdsOnlyOurPackages() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
          .allMatch(name -> name.startsWith("io/armillaria/") || name.startsWith("META-INF/"))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|class)"))
          .contains(
              "META-INF/LICENSE",
              "META-INF/NOTICE",
              "META-INF/THIRD-PARTY.txt",
              "io/armillaria/shaded/org/apache/calcite/rel/RelNode.class");
    }
  }

  @Test
  void registersOneDriver() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      JarEntry services = jar.getJarEntry("META-INF/services/java.sql.Driver");
      assertThat(new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines("io.armillaria.jdbc.ArmillariaDriver");
    }
  }

  @Test
  void anOldJavaSaysWhichOneIsNeeded() throws Exception {
    Path java = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
    assumeThat(java).exists();
    assertThat(run(List.of(java.toString(), "-cp", JAR.toString(), program("Connect"))))
        .isEqualTo(new Output(0, "08001 Armillaria needs Java 25, found 17", ""));
  }

  @Test
  void aProgramWithNothingElseDoesTheTour() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String url = "jdbc:armillaria:file:" + directory.resolve("farm");
    Output output = run(List.of(java, "-cp", JAR.toString(), program("Tour"), url));
    assertThat(output)
        .isEqualTo(
            new Output(
                0,
                """
                main sees 2 rows, dev sees 3
                before the update: 1.50
                after the update: 2.50
                23505 The key (1) exists already in CROPS (CROPS_PKEY).
                42601 Syntax error at line 1, column 1: found "SELEC", expected SELECT, INSERT,\
                 UPDATE, DELETE, CREATE, DROP, ALTER, SET, ...
                drivers: io.armillaria.jdbc.ArmillariaDriver
                """,
                ""));
  }

  private static String program(String name) throws Exception {
    return Path.of(DriverJarIT.class.getResource("/programs/" + name + ".java").toURI()).toString();
  }

  private record Output(int exit, String out, String error) {}

  private Output run(List<String> command) throws Exception {
    Path out = directory.resolve("out");
    Path error = directory.resolve("error");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(error.toFile())
            .start();
    int exit = process.waitFor();
    return new Output(exit, Files.readString(out), Files.readString(error));
  }
}
