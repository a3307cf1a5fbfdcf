package io.armillaria.tck.bench;

import io.armillaria.tck.Peer;
import io.armillaria.tck.Table;
import io.armillaria.tck.TableLoader;
import io.armillaria.tck.TpchData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// TPC-H's tables in files of ours and of DuckDB, and copies of ours with a history.
record TpchDatabases(Path directory) {
  private static final int COMMITS = 100;

  /// Loads both; they are closed again.
  static TpchDatabases create(Path directory, double scale) throws SQLException {
    TpchDatabases databases = new TpchDatabases(directory);
    List<Table> tables = TpchData.tables(scale);
    try (Connection ours = Engine.ARMILLARIA.open(databases.ours())) {
      new TableLoader(ours).copy(tables);
      Sql.awaitIdle(ours);
    }
    try (Connection duck = databases.openDuck()) {
      new TableLoader(duck).copy(tables.stream().map(Table::withoutKey).toList());
      Sql.run(duck, "CHECKPOINT");
    }
    return databases;
  }

  Path ours() {
    return directory.resolve("ours");
  }

  Path duck() {
    return directory.resolve("tpch.duckdb");
  }

  Connection openDuck() throws SQLException {
    return Peer.DUCKDB.open(duck());
  }

  Connection openOurs() throws SQLException {
    return Engine.ARMILLARIA.open(ours() + ";threads=2");
  }

  /// The same rows, read by one thread: an engine has one number of threads for each path.
  Connection openOneThread() throws SQLException, IOException {
    return Engine.ARMILLARIA.open(copy("one") + ";threads=1");
  }

  /// The same rows as they were 100 commits ago, all of which changed large tables.
  Connection openBack() throws SQLException, IOException {
    Connection connection = Engine.ARMILLARIA.open(copy("back") + ";threads=2");
    Sql.run(connection, "CREATE BRANCH then FROM main");
    for (int i = 0; i < COMMITS; i++) {
      String table = i % 2 == 0 ? "lineitem" : "orders";
      String column = i % 2 == 0 ? "l" : "o";
      Sql.run(
          connection,
          "UPDATE %s SET %s_comment = 'changed' WHERE %s_orderkey = %d"
              .formatted(table, column, column, 32 * i + 1));
    }
    Sql.awaitIdle(connection);
    connection.setCatalog("then");
    return connection;
  }

  /// The same answers from tables of which every twentieth order and its items were updated.
  Connection openUpdated() throws SQLException, IOException {
    Connection connection = Engine.ARMILLARIA.open(copy("updated") + ";threads=2");
    Sql.run(
        connection, "UPDATE lineitem SET l_comment = 'changed'" + " WHERE MOD(l_orderkey, 20) = 1");
    Sql.run(connection, "UPDATE orders SET o_clerk = 'changed' WHERE MOD(o_orderkey, 20) = 1");
    Sql.awaitIdle(connection);
    return connection;
  }

  private Path copy(String name) throws IOException {
    Path target = directory.resolve(name);
    try (Stream<Path> files = Files.walk(ours())) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(ours().relativize(file).toString()));
      }
    }
    return target;
  }
}
