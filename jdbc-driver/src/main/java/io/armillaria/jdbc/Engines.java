package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.sql.session.Engine;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The engines that this JVM has open: one for each path and for each named memory database, shared
/// by their connections. A file's engine is closed by the last of them.
final class Engines {
  private static final ConcurrentMap<Location, Shared> OPEN = new ConcurrentHashMap<>();

  /// What belongs to the engine, so that connections must agree on it.
  private static final List<ConnectionProperty> OF_THE_ENGINE =
      List.of(
          ConnectionProperty.NATIVE,
          ConnectionProperty.LAYOUT,
          ConnectionProperty.IO,
          ConnectionProperty.DURABILITY,
          ConnectionProperty.EPOCH_MICROS,
          ConnectionProperty.THREADS,
          ConnectionProperty.MEMORY_LIMIT,
          ConnectionProperty.CLOSE_ON_LAST);

  private Engines() {}

  /// One connection's hold on an engine.
  interface Lease extends AutoCloseable {
    Engine engine();

    /// Gives the engine back. Called once.
    @Override
    void close() throws SQLException;
  }

  static Lease lease(ConnectionSettings settings) throws SQLException {
    if (settings.location() instanceof Location.PrivateMemory) {
      return new OwnLease(open(settings));
    }
    while (true) {
      Shared shared = OPEN.computeIfAbsent(settings.location(), _ -> new Shared());
      Lease lease = shared.lease(settings);
      if (lease != null) {
        return lease;
      }
    }
  }

  private static Engine open(ConnectionSettings settings) throws SQLException {
    try {
      return Engine.open(settings.engine());
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    }
  }

  private static void close(Engine engine) throws SQLException {
    try {
      engine.close();
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    }
  }

  private record OwnLease(Engine engine) implements Lease {
    @Override
    public void close() throws SQLException {
      Engines.close(engine);
    }
  }

  /// An engine with the number of its leases. Once `gone`, it is out of the map for ever, and a
  /// newcomer takes a new one.
  private static final class Shared {
    private ConnectionSettings settings;
    private Engine engine;
    private int leases;
    private boolean gone;

    /// Null when gone.
    synchronized Lease lease(ConnectionSettings wanted) throws SQLException {
      if (gone) {
        return null;
      }
      if (engine == null) {
        try {
          engine = open(wanted);
          settings = wanted;
        } finally {
          if (engine == null) {
            remove(wanted);
          }
        }
      } else {
        checkAgreement(wanted);
      }
      leases++;
      return new SharedLease(this, engine);
    }

    synchronized void release() throws SQLException {
      leases--;
      if (leases == 0
          && (settings.location() instanceof Location.Directory || settings.closeOnLast())) {
        remove(settings);
        Engines.close(engine);
      }
    }

    private void remove(ConnectionSettings of) {
      gone = true;
      OPEN.remove(of.location(), this);
    }

    private void checkAgreement(ConnectionSettings wanted) throws SQLException {
      int leafRows = engine.database().leafRows();
      int rows = wanted.engine().database().leafRows().orElse(leafRows);
      if (rows != leafRows) {
        throw disagreement(wanted, ConnectionProperty.LEAF_ROWS, "" + leafRows, "" + rows);
      }
      for (ConnectionProperty property : OF_THE_ENGINE) {
        String found = settings.given().getOrDefault(property, property.standard());
        String asked = wanted.given().getOrDefault(property, found);
        if (!asked.equalsIgnoreCase(found)) {
          throw disagreement(wanted, property, found, asked);
        }
      }
    }

    private static SQLException disagreement(
        ConnectionSettings wanted, ConnectionProperty property, String found, String asked) {
      return ConnectionUrl.invalid(
          "The database "
              + wanted.location()
              + " is open in this JVM with "
              + property.text()
              + "="
              + found
              + "; this connection asks for "
              + asked
              + ".");
    }
  }

  private record SharedLease(Shared shared, Engine engine) implements Lease {
    @Override
    public void close() throws SQLException {
      shared.release();
    }
  }
}
