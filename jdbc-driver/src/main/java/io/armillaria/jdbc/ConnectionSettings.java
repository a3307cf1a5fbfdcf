package io.armillaria.jdbc;

import io.armillaria.execution.memory.MemorySize;
import io.armillaria.sql.session.EngineOptions;
import io.armillaria.sql.session.SessionOptions;
import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.txn.DatabaseOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A URL's meaning, with everything that it leaves open filled in.
///
/// @param given the properties as set, for telling a wish from a default
/// @param warmUp whether this JVM is to be warmed up, if it is its first connection
/// @param allCatalogs whether a null catalog in metadata means all branches
record ConnectionSettings(
    Location location,
    Map<ConnectionProperty, String> given,
    EngineOptions engine,
    SessionOptions session,
    boolean allCatalogs,
    boolean closeOnLast,
    boolean warmUp) {
  private static final int MOST_THREADS = 1024;
  private static final long LEAST_MEMORY = 1 << 20;

  /// A second.
  private static final int MOST_MICROS = 1_000_000;

  static ConnectionSettings of(ConnectionUrl url) throws SQLException {
    Reader reader = new Reader(url.values());
    Optional<Path> path =
        url.location() instanceof Location.Directory(Path directory)
            ? Optional.of(directory)
            : Optional.empty();
    boolean readOnly = reader.flag(ConnectionProperty.READ_ONLY);
    boolean create =
        reader.isSet(ConnectionProperty.CREATE)
            ? reader.flag(ConnectionProperty.CREATE)
            : !readOnly || path.isEmpty();
    DatabaseOptions database =
        new DatabaseOptions(
            path,
            create,
            new ChunkOptions(
                reader.choice(ConnectionProperty.LAYOUT).equals("loose")
                    ? ChunkLayout.LOOSE
                    : ChunkLayout.PACKED,
                reader.choice(ConnectionProperty.IO).equals("mapped")),
            reader.choice(ConnectionProperty.NATIVE),
            reader.choice(ConnectionProperty.DURABILITY).equals("relaxed"),
            reader.epoch(),
            reader.leafRows());
    SessionOptions session =
        new SessionOptions(
            reader.text(ConnectionProperty.BRANCH),
            reader.user(),
            reader.zone(),
            readOnly,
            reader.milliseconds(ConnectionProperty.LOCK_TIMEOUT),
            reader.milliseconds(ConnectionProperty.TRANSACTION_TIMEOUT));
    return new ConnectionSettings(
        url.location(),
        url.values(),
        new EngineOptions(database, reader.threads(), reader.memoryLimit()),
        session,
        reader.choice(ConnectionProperty.CATALOGS).equals("all"),
        reader.flag(ConnectionProperty.CLOSE_ON_LAST),
        reader.flag(ConnectionProperty.WARM_UP));
  }

  private record Reader(Map<ConnectionProperty, String> values) {
    boolean isSet(ConnectionProperty property) {
      return !values.getOrDefault(property, "").isEmpty();
    }

    String text(ConnectionProperty property) {
      return isSet(property) ? values.get(property) : property.standard();
    }

    boolean flag(ConnectionProperty property) throws SQLException {
      return choice(property).equals("true");
    }

    String choice(ConnectionProperty property) throws SQLException {
      String value = text(property).toLowerCase(Locale.ROOT);
      if (!property.choices().contains(value)) {
        throw bad(property, value, String.join(" or ", property.choices()));
      }
      return value;
    }

    String user() {
      String user = text(ConnectionProperty.USER);
      return user.isEmpty() ? System.getProperty("user.name", "") : user;
    }

    ZoneId zone() throws SQLException {
      String zone = text(ConnectionProperty.TIME_ZONE);
      try {
        return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
      } catch (DateTimeException e) {
        throw bad(ConnectionProperty.TIME_ZONE, zone, "a zone such as Europe/Berlin or +01:00");
      }
    }

    int threads() throws SQLException {
      return number(ConnectionProperty.THREADS, MOST_THREADS);
    }

    Duration epoch() throws SQLException {
      return Duration.of(number(ConnectionProperty.EPOCH_MICROS, MOST_MICROS), ChronoUnit.MICROS);
    }

    OptionalInt leafRows() throws SQLException {
      return isSet(ConnectionProperty.LEAF_ROWS)
          ? OptionalInt.of(Integer.parseInt(choice(ConnectionProperty.LEAF_ROWS)))
          : OptionalInt.empty();
    }

    /// Bytes; 0 for what is usual.
    long memoryLimit() throws SQLException {
      String text = text(ConnectionProperty.MEMORY_LIMIT);
      if (text.isEmpty()) {
        return 0;
      }
      OptionalLong bytes = MemorySize.parse(text);
      if (bytes.isEmpty() || bytes.getAsLong() < LEAST_MEMORY) {
        throw bad(
            ConnectionProperty.MEMORY_LIMIT, text, "a size from 1MB on, such as 512MB or 2GB");
      }
      return bytes.getAsLong();
    }

    Duration milliseconds(ConnectionProperty property) throws SQLException {
      return Duration.ofMillis(number(property, Integer.MAX_VALUE));
    }

    private int number(ConnectionProperty property, int most) throws SQLException {
      String text = text(property);
      try {
        int number = Integer.parseInt(text);
        if (number >= 0 && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // falls through to the same answer as a number out of range
      }
      throw bad(property, text, "a number from 0 to " + most);
    }

    private static SQLException bad(ConnectionProperty property, String value, String wanted) {
      return ConnectionUrl.invalid(
          "The connection property "
              + property.text()
              + " is '"
              + value
              + "', but must be "
              + wanted
              + ".");
    }
  }
}
