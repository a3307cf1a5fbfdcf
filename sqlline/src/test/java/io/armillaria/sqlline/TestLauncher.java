package io.armillaria.sqlline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestLauncher {
  @Test
  void showsWholeColumnsWhereThereIsNoTerminal() throws IOException, InterruptedException {
    Process console =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Launcher.class.getName(),
                    "jdbc:armillaria:mem:",
                    "-e",
                    "SELECT 40 + 2 AS answer, 'abc' AS letters"))
            .redirectErrorStream(true)
            .start();
    console.getOutputStream().close();
    String output = new String(console.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(console.waitFor()).as(output).isZero();
    assertThat(output).contains("| ANSWER | LETTERS |").contains("| 42     | abc     |");
  }
}
