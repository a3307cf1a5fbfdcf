package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryScriptTest {
  @Test
  void readsQueriesWithTheirDirectives() {
    assertThat(
            QueryScript.parse(
                "s",
                """
                -- A theme.

                -- name: first
                SELECT 1;

                -- name: second
                -- ordered
                -- approximate: averages
                -- only h2: DuckDB differs
                SELECT ';',
                  2
                FROM t;
                """))
        .containsExactly(
            new Query("first", "SELECT 1", false, false, Set.of(Peer.DUCKDB, Peer.H2)),
            new Query("second", "SELECT ';',\n  2\nFROM t", true, true, Set.of(Peer.H2)));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refused("-- name: a\n-- sorted\nSELECT 1;", "unknown directive: sorted");
    refused("-- name: a\n-- only h2\nSELECT 1;", "unknown directive: only h2");
    refused("-- name: a\nSELECT 1", "has no end");
    refused("SELECT 1;", "no name before");
    refused("-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;", "appears twice");
  }

  @Test
  void allScriptsHaveAtLeastTwoHundredQueries() {
    assertThat(DifferentialScripts.all().values())
        .flatMap(queries -> queries)
        .hasSizeGreaterThan(200);
  }

  private static void refused(String script, String message) {
    assertThatThrownBy(() -> QueryScript.parse("s", script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
