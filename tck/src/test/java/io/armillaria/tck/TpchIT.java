package io.armillaria.tck;

import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// TPC-H's 22 queries have DuckDB's answers; `-Dtck.scale=0.1` for more data than CI has.
class TpchIT {
  private static Connection duckdb;
  private static Session armillaria;

  @BeforeAll
  static void load() throws SQLException {
    double scale = Double.parseDouble(System.getProperty("tck.scale", "0.01"));
    duckdb = Peer.DUCKDB.open(TpchData.tables(scale));
    armillaria = Session.memory();
    new TableLoader(armillaria.connection()).copy(TpchData.tables(scale));
  }

  @AfterAll
  static void close() throws SQLException {
    duckdb.close();
    armillaria.close();
  }

  @TestFactory
  Stream<DynamicTest> queries() {
    return TpchQueries.all().stream()
        .map(query -> DynamicTest.dynamicTest(query.name(), () -> compare(query)));
  }

  private static void compare(Query query) throws SQLException {
    Answer found = armillaria.answer(query.sql());
    new Comparison(query)
        .difference(found, Answer.of(duckdb, query.sql()))
        .ifPresent(difference -> fail(query.name() + " is not as in DuckDB: " + difference));
  }
}
