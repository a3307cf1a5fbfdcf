package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The oracles agree with each other on every query that names both, and can answer the others.
class PeersCampaign {
  private static Connection duckdb;
  private static Connection h2;

  @BeforeAll
  static void load() throws SQLException {
    duckdb = Peer.DUCKDB.open(TpchData.tables(0.01));
    new TableLoader(duckdb).load(SampleData.tables());
    h2 = Peer.H2.open(TpchData.tables(0.01));
    new TableLoader(h2).load(SampleData.tables());
  }

  @AfterAll
  static void close() throws SQLException {
    duckdb.close();
    h2.close();
  }

  @TestFactory
  Stream<DynamicContainer> differentialQueries() {
    return DifferentialScripts.all().entrySet().stream()
        .map(
            script ->
                DynamicContainer.dynamicContainer(
                    script.getKey(), script.getValue().stream().map(PeersCampaign::test)));
  }

  private static DynamicTest test(Query query) {
    return DynamicTest.dynamicTest(query.name(), () -> compare(query));
  }

  private static void compare(Query query) throws SQLException {
    if (query.oracles().size() == 2) {
      Answer found = Answer.of(duckdb, query.sql());
      Answer wanted = Answer.of(h2, query.sql());
      assertThat(new Comparison(query).difference(found, wanted)).as("%s", query.sql()).isEmpty();
    } else {
      Connection oracle = query.oracles().contains(Peer.H2) ? h2 : duckdb;
      assertThat(Answer.of(oracle, query.sql()).labels()).isNotEmpty();
    }
  }
}
