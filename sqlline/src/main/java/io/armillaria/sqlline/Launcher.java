package io.armillaria.sqlline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sqlline.SqlLine;

/// What `./armillaria` runs: `demo`, or the console on a path or URL.
public final class Launcher {
  private static final String URL_PREFIX = "jdbc:armillaria:";

  private static final int WIDEST = 1_000_000;

  private Launcher() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    Path home = Path.of(System.getProperty("armillaria.home", "."));
    Path demo = home.resolve(".armillaria").resolve("demo");
    if (arguments.length == 1 && arguments[0].equals("demo")) {
      new Demo(demo, System.out).run();
      return;
    }
    if (arguments.length > 0 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
      System.out.println(
          """
          ./armillaria demo                 builds what is missing and tours the product
          ./armillaria                      the console, on the demo's database
          ./armillaria PATH                 the console, on the database at PATH (made when missing)
          ./armillaria jdbc:armillaria:...  the console, on a URL
          Further arguments go to SQLLine, such as -e 'SELECT 1'.\
          """);
      return;
    }
    boolean named = arguments.length > 0 && !arguments[0].startsWith("-");
    console(
        named ? url(arguments[0]) : demoUrl(demo),
        Arrays.asList(arguments).subList(named ? 1 : 0, arguments.length));
  }

  private static String demoUrl(Path demo) {
    if (!Files.isDirectory(demo)) {
      System.out.println("There is no demo yet (./armillaria demo loads it): an empty database.");
      return URL_PREFIX + "mem:";
    }
    return URL_PREFIX + "file:" + demo;
  }

  private static String url(String argument) {
    return argument.startsWith(URL_PREFIX) ? argument : URL_PREFIX + "file:" + argument;
  }

  private static void console(String url, List<String> rest) throws IOException, SQLException {
    List<String> options =
        new ArrayList<>(List.of("-d", "io.armillaria.jdbc.ArmillariaDriver", "-u", url));
    options.addAll(List.of("-n", System.getProperty("user.name", ""), "-p", ""));
    if (ProgressBar.isTerminal()) {
      WatchedDriver.install(url, new QueryBar(System.out, System::nanoTime).start());
    } else {
      // JLine warns otherwise that it found none
      System.setProperty("org.jline.terminal.dumb", "true");
      // nor has what is no terminal a width, to which SQLLine would cut the columns
      options.add("--maxWidth=" + WIDEST);
    }
    options.addAll(rest);
    SqlLine.Status status =
        SqlLine.start(options.toArray(String[]::new), null, /* saveHistory= */ true);
    System.exit(status == SqlLine.Status.OK ? 0 : 1);
  }
}
