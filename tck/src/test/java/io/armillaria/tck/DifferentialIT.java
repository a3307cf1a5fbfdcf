package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every query of the scripts has the answer that DuckDB and H2 give.
class DifferentialIT {
  private static final Map<Peer, Connection> ORACLES = new EnumMap<>(Peer.class);
  private static Session armillaria;

  @BeforeAll
  static void load() throws SQLException {
    for (Peer peer : Peer.values()) {
      ORACLES.put(peer, peer.open(TpchData.tables(0.01)));
      new TableLoader(ORACLES.get(peer)).load(SampleData.tables());
    }
    armillaria = Session.memory();
    TableLoader loader = new TableLoader(armillaria.connection());
    loader.load(TpchData.tables(0.01));
    loader.load(SampleData.tables());
  }

  @AfterAll
  static void close() throws SQLException {
    armillaria.close();
    for (Connection oracle : ORACLES.values()) {
      oracle.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> queries() {
    return DifferentialScripts.all().entrySet().stream()
        .map(
            script ->
                DynamicContainer.dynamicContainer(
                    script.getKey(), script.getValue().stream().map(DifferentialIT::test)));
  }

  private static DynamicTest test(Query query) {
    return DynamicTest.dynamicTest(query.name(), () -> compare(query));
  }

  private static void compare(Query query) throws SQLException {
    Answer found = armillaria.answer(query.sql());
    assertThat(query.oracles()).isNotEmpty();
    for (Peer peer : query.oracles()) {
      Answer wanted = Answer.of(ORACLES.get(peer), query.sql());
      new Comparison(query)
          .difference(found, wanted)
          .ifPresent(
              difference -> fail(query.sql() + "\nis not as in " + peer + ": " + difference));
    }
  }
}
