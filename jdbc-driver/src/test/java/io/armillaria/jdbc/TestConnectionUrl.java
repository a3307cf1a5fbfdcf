package io.armillaria.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.sql.session.EngineOptions;
import io.armillaria.sql.session.SessionOptions;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.txn.DatabaseOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestConnectionUrl {
  private static ConnectionSettings settings(String url) throws SQLException {
    return ConnectionSettings.of(ConnectionUrl.parse(url, null));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/farm, /data/farm",
    "/data/my farm%20ä/ü, /data/my farm%20ä/ü",
    "/data/x/../farm/, /data/farm",
    "///data/farm, /data/farm"
  })
  void pathsArePlainAndCanonical(String written, String found) throws SQLException {
    assertThat(settings("jdbc:armillaria:file:" + written).location())
        .isEqualTo(new Location.Directory(Path.of(found)));
  }

  @Test
  void relativePathsStartAtTheWorkingDirectory() throws SQLException {
    assertThat(settings("jdbc:armillaria:file:some where/db").location())
        .isEqualTo(new Location.Directory(Path.of("").toAbsolutePath().resolve("some where/db")));
  }

  @Test
  void windowsPathsAreLeftToThePlatform() throws SQLException {
    Location.Directory directory =
        (Location.Directory) settings("jdbc:armillaria:file:C:\\data\\farm").location();
    assertThat(directory.path().toString()).endsWith("C:\\data\\farm");
  }

  @Test
  void memoryDatabasesHaveANameOrNone() throws SQLException {
    assertThat(settings("jdbc:armillaria:mem:Farm").location())
        .isEqualTo(new Location.NamedMemory("Farm"));
    assertThat(settings("jdbc:armillaria:mem:").location()).isEqualTo(new Location.PrivateMemory());
  }

  @Test
  void defaults() throws SQLException {
    assertThat(settings("jdbc:armillaria:file:/data/farm"))
        .isEqualTo(
            new ConnectionSettings(
                new Location.Directory(Path.of("/data/farm")),
                Map.of(),
                new EngineOptions(DatabaseOptions.at(Path.of("/data/farm")), 0),
                new SessionOptions(
                    "main", System.getProperty("user.name"), ZoneId.systemDefault(), false),
                false,
                false,
                true));
  }

  @Test
  void everyPropertyIsUnderstood() throws SQLException {
    String url =
        "jdbc:armillaria:file:/f;branch=dev;user=ann;password=x;create=false;READONLY=True;native=off;"
            + " layout = loose ;io=read;durability=relaxed;threads=2;timeZone=Europe/Berlin;"
            + "catalogs=all;closeOnLast=true;epochMicros=250;leafRows=4096;warmUp=false";
    ConnectionSettings found = settings(url);
    assertThat(found.engine())
        .isEqualTo(
            new EngineOptions(
                new DatabaseOptions(
                    Optional.of(Path.of("/f")),
                    false,
                    new ChunkOptions(ChunkLayout.LOOSE, false),
                    "off",
                    true,
                    Duration.ofNanos(250_000),
                    OptionalInt.of(4096)),
                2));
    assertThat(found.session())
        .isEqualTo(new SessionOptions("dev", "ann", ZoneId.of("Europe/Berlin"), true));
    assertThat(found.warmUp()).isFalse();
    assertThat(found.allCatalogs()).isTrue();
    assertThat(found.closeOnLast()).isTrue();
  }

  @Test
  void readOnlyCreatesNothingUnlessTold() throws SQLException {
    assertThat(settings("jdbc:armillaria:file:/f;readOnly=true").engine().database().create())
        .isFalse();
    assertThat(
            settings("jdbc:armillaria:file:/f;readOnly=true;create=true")
                .engine()
                .database()
                .create())
        .isTrue();
  }

  @Test
  void theUrlWinsOverTheProperties() throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", "bob");
    info.put("threads", 3);
    info.setProperty("branch", "other");
    ConnectionSettings found =
        ConnectionSettings.of(ConnectionUrl.parse("jdbc:armillaria:mem:;branch=dev", info));
    assertThat(found.session().branch()).isEqualTo("dev");
    assertThat(found.session().author()).isEqualTo("bob");
    assertThat(found.engine().threads()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mem:;brunch=dev | The connection property 'brunch' is unknown; known are branch, user,"
            + " password, create, readOnly, native, layout, io, durability, epochMicros, leafRows,"
            + " threads, memoryLimit, timeZone, catalogs, lockTimeout, transactionTimeout,"
            + " closeOnLast, warmUp.",
        "mem:;memoryLimit=much | The connection property memoryLimit is 'much', but must be a size"
            + " from 1MB on, such as 512MB or 2GB.",
        "mem:;memoryLimit=10KB | The connection property memoryLimit is '10KB', but must be a size"
            + " from 1MB on, such as 512MB or 2GB.",
        "mem:;branch | The URL has ';branch' where ';name=value' is wanted.",
        "mem:;create=maybe | The connection property create is 'maybe', but must be true or false.",
        "mem:;native=yes | The connection property native is 'yes', but must be auto or on or off.",
        "mem:;threads=many | The connection property threads is 'many', but must be a number from"
            + " 0 to 1024.",
        "mem:;threads=-1 | The connection property threads is '-1', but must be a number from 0 to"
            + " 1024.",
        "mem:;timeZone=Mars | The connection property timeZone is 'Mars', but must be a zone such"
            + " as Europe/Berlin or +01:00.",
        "mem:;branch=a;branch=b | The connection property branch is set twice, to 'a' and 'b'.",
        "/data | The URL continues with '/data' after jdbc:armillaria: where file:<path> or"
            + " mem:<name> is wanted.",
        "file: | The URL names no path after jdbc:armillaria:file:."
      })
  void mistakesAreNamed(String rest, String message) {
    assertThatThrownBy(() -> settings("jdbc:armillaria:" + rest))
        .isInstanceOf(SQLException.class)
        .hasMessage(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08001");
  }
}
