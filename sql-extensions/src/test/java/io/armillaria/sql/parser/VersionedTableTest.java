package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The references must pass Calcite's own validator, which resolves the names.
class VersionedTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT t.a FROM t VERSION 5",
        "SELECT T.*, t.b FROM t@dev",
        "SELECT x.a FROM t@dev AS OF TIMESTAMP '2026-01-01 00:00:00' AS x (a, b) WHERE x.b = 1",
        "SELECT o.a, n.b FROM t VERSION 1 o JOIN t@dev n ON o.a = n.a",
        "SELECT * FROM t VERSION 1 o, t VERSION 1 n WHERE o.a = n.a",
        "SELECT a FROM t@dev WHERE EXISTS (SELECT 1 FROM u VERSION 3 WHERE u.a = t.a)",
        "SELECT a FROM t@dev NATURAL JOIN u AS OF COMMIT 'ab12'",
        "SELECT a, t.b FROM t@dev JOIN u VERSION 2 USING (a)",
        "SELECT a FROM s.t@dev VERSION 5",
        "WITH t AS (SELECT 1 AS c) SELECT t.c, x.a FROM t, t@dev x",
        "SELECT a FROM (TABLE t@dev)",
        "SELECT a, count(*) FROM t@dev VERSION 5 GROUP BY t.a HAVING max(t.b) > 1 ORDER BY t.a",
        "SELECT a FROM t VERSION ?",
        "SELECT t.a FROM t@dev TABLESAMPLE BERNOULLI(10)",
        "UPDATE t@dev SET a = t.b + 1 WHERE t.a = 1",
        "UPDATE t@dev x SET a = x.b + 1",
        "DELETE FROM t@dev WHERE t.a = 1",
        "INSERT INTO t@dev (b) SELECT a FROM t@main"
      })
  void isValid(String sql) {
    Tables tables = new Tables();

    tables.validate(sql);

    assertThat(tables.asked).anyMatch(table -> !table.isCurrent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1 FROM t, x@dev VERSION 5 | Object 'X@dev VERSION 5' not found
          SELECT 1 FROM y.t@dev | Object 'Y' not found
          SELECT c FROM t@dev | Column 'C' not found in any table
          SELECT t.c FROM t@dev | Column 'C' not found in table 'T'
          INSERT INTO t@dev (c) VALUES (1) | Unknown target column 'C'
          """)
  void isNamedInMessagesAsWritten(String sql, String message) {
    assertThatThrownBy(() -> new Tables().validate(sql))
        .isInstanceOf(CalciteContextException.class)
        .satisfies(
            thrown ->
                assertThat(TableName.readable(thrown.getCause().getMessage())).isEqualTo(message));
  }

  /// A schema of the tables T and U, also as its own subschema S, that remembers what it was asked.
  private static final class Tables extends AbstractSchema implements Lookup<Table> {
    private final List<TableName> asked = new ArrayList<>();

    private void validate(String sql) {
      JavaTypeFactoryImpl types = new JavaTypeFactoryImpl();
      CalciteSchema root = CalciteSchema.createRootSchema(false, false, "", this);
      root.add("S", this);
      CalciteCatalogReader reader =
          new CalciteCatalogReader(
              root, List.of(), types, new CalciteConnectionConfigImpl(new Properties()));
      SqlNode statement = ArmillariaParser.parseStatement(sql);
      SqlValidatorUtil.newValidator(
              SqlStdOperatorTable.instance(),
              reader,
              types,
              SqlValidator.Config.DEFAULT
                  .withConformance(ArmillariaConformance.INSTANCE)
                  .withIdentifierExpansion(true))
          .validate(statement);
    }

    @Override
    public Lookup<Table> tables() {
      return this;
    }

    @Override
    public @Nullable Table get(String name) {
      TableName table = TableName.decode(List.of(name));
      if (!table.name().equals("T") && !table.name().equals("U")) {
        return null;
      }
      asked.add(table);
      return new TwoColumns();
    }

    @Override
    public @Nullable Named<Table> getIgnoreCase(String name) {
      return null;
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return Set.of("T", "U");
    }
  }

  private static final class TwoColumns extends AbstractTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      return types
          .builder()
          .add("A", SqlTypeName.INTEGER)
          .nullable(true)
          .add("B", SqlTypeName.INTEGER)
          .nullable(true)
          .build();
    }
  }
}
