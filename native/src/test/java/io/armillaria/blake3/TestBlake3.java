package io.armillaria.blake3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is chosen, seen from processes of their own: the choice is made once, and warnings go to
/// stderr.
final class TestBlake3 {
  @TempDir private Path home;

  /// Prints the implementation that is chosen and the hash of nothing, or why there is none.
  static final class Print {
    private Print() {}

    public static void main(String[] arguments) {
      try {
        Blake3 blake3 = Blake3.best();
        byte[] out = new byte[32];
        blake3.hash(new byte[0], 0, 0, out, 0);
        System.out.println(blake3.name() + " " + Integer.toHexString(out[0] & 0xFF));
      } catch (NativeUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void isJavaWithoutAWordWhereNativeAccessIsNotEnabled() throws Exception {
    assertThat(print()).isEqualTo("java af");
    assertThat(print("--illegal-native-access=deny")).isEqualTo("java af");
  }

  @Test
  void isNativeWhereAccessIsEnabled() throws Exception {
    assertThat(print("--enable-native-access=ALL-UNNAMED")).isEqualTo(expectedNative());
  }

  @Test
  void isJavaOnRequest() throws Exception {
    assertThat(print("--enable-native-access=ALL-UNNAMED", "-Darmillaria.native=off"))
        .isEqualTo("java af");
  }

  @Test
  void saysWhyNativeIsNotPossible() throws Exception {
    assertThat(print("-Darmillaria.native=on", "-Dos.arch=riscv64"))
        .isEqualTo(
            "Native BLAKE3 is not possible: There is no native library for "
                + System.getProperty("os.name")
                + " on riscv64");
  }

  @Test
  void isNativeWithoutACacheDirectory() throws Exception {
    assertThat(print("--enable-native-access=ALL-UNNAMED", "-Duser.home=/nowhere"))
        .isEqualTo(expectedNative());
  }

  /// What this process chose; it runs with native access too.
  private static String expectedNative() {
    return Blake3.best(NativeMode.AUTO).name() + " af";
  }

  private String print(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + home);
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Print.class.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("XDG_CACHE_HOME");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }
}
