package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchDataTest {
  @Test
  void lineitemIsDeclaredAsInTheSpecification() {
    assertThat(TpchData.table("lineitem", 0.01).createStatement())
        .isEqualTo(
            """
            CREATE TABLE lineitem (
              l_orderkey BIGINT NOT NULL,
              l_partkey INTEGER NOT NULL,
              l_suppkey INTEGER NOT NULL,
              l_linenumber INTEGER NOT NULL,
              l_quantity DECIMAL(12,2) NOT NULL,
              l_extendedprice DECIMAL(12,2) NOT NULL,
              l_discount DECIMAL(12,2) NOT NULL,
              l_tax DECIMAL(12,2) NOT NULL,
              l_returnflag CHAR(1) NOT NULL,
              l_linestatus CHAR(1) NOT NULL,
              l_shipdate DATE NOT NULL,
              l_commitdate DATE NOT NULL,
              l_receiptdate DATE NOT NULL,
              l_shipinstruct CHAR(25) NOT NULL,
              l_shipmode CHAR(10) NOT NULL,
              l_comment VARCHAR(44) NOT NULL,
              PRIMARY KEY (l_orderkey, l_linenumber)
            )\
            """);
  }

  @Test
  void rowsAreOfTheDeclaredTypes() {
    assertThat(TpchData.table("orders", 0.01).rows().iterator().next())
        .containsExactly(
            1L,
            370,
            "O",
            new BigDecimal("172799.49"),
            LocalDate.of(1996, 1, 2),
            "5-LOW",
            "Clerk#000000951",
            0,
            "nstructions sleep furiously among ");
  }

  @Test
  void theNumberOfRowsFollowsTheScale() {
    assertThat(TpchData.tables(0.01).stream().map(table -> table.name() + " " + count(table)))
        .containsExactlyInAnyOrder(
            "customer 1500",
            "orders 15000",
            "lineitem 60175",
            "part 2000",
            "partsupp 8000",
            "supplier 100",
            "nation 25",
            "region 5");
  }

  @Test
  void csvKeepsNullApartFromEmptyText(@TempDir Path directory) throws Exception {
    Table words =
        SampleData.tables().stream()
            .filter(table -> table.name().equals("words"))
            .findFirst()
            .orElseThrow();
    List<String> lines = Files.readAllLines(CsvFile.write(words, directory.resolve("words.csv")));
    assertThat(lines)
        .startsWith("id,w", "1,apple")
        .contains("7,\"\"", "8,", "19,\"\"\"quoted\"\"\"", "20,\" lead\"");
  }

  private static int count(Table table) {
    int count = 0;
    for (List<Object> row : table.rows()) {
      assertThat(row).hasSameSizeAs(table.columns());
      count++;
    }
    return count;
  }
}
