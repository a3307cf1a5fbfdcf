package io.armillaria.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableNameTest {

  @Test
  void decodesWhatItEncoded() {
    for (TableName plain :
        List.of(
            TableName.of(List.of("T")),
            TableName.of(List.of("PUBLIC", "a@b VERSION 5")),
            TableName.of(List.of("main", "PUBLIC", "")))) {
      for (VersionClause version :
          List.of(
              new VersionClause.None(),
              new VersionClause.Number(0),
              new VersionClause.Number(Long.MAX_VALUE),
              new VersionClause.NumberParameter(3),
              new VersionClause.Timestamp("2026-01-01 10:00:00+02:00"),
              new VersionClause.Timestamp(""),
              new VersionClause.TimestampParameter(0),
              new VersionClause.Commit("n5"))) {
        TableName onCurrentBranch = plain.at(version);
        TableName onBranch = onCurrentBranch.onBranch("feature/x-1");

        assertThat(TableName.decode(onCurrentBranch.encode())).isEqualTo(onCurrentBranch);
        assertThat(TableName.decode(onBranch.encode())).isEqualTo(onBranch);
      }
    }
  }

  @Test
  void leavesOrdinaryNamesAlone() {
    assertThat(TableName.of(List.of("S", "T")).encode()).containsExactly("S", "T");
    assertThat(TableName.decode(List.of("C", "S", "T")))
        .isEqualTo(
            new TableName(
                Optional.of("C"),
                Optional.of("S"),
                "T",
                Optional.empty(),
                new VersionClause.None()));
  }

  @Test
  void readsAsWritten() {
    TableName table = TableName.of(List.of("S", "T")).onBranch("dev");

    assertThat(table).hasToString("S.T@dev");
    assertThat(table.at(new VersionClause.Number(5))).hasToString("S.T@dev VERSION 5");
    assertThat(TableName.of(List.of("T")).at(new VersionClause.Commit("ab'12")))
        .hasToString("T AS OF COMMIT 'ab''12'");
  }

  @Test
  void readsInMessages() {
    String one = TableName.of(List.of("T")).onBranch("dev").encode().getLast();
    String other =
        TableName.of(List.of("U")).at(new VersionClause.Timestamp("now")).encode().getLast();

    assertThat(TableName.readable("Object '" + one + "' or '" + other + "' not found"))
        .isEqualTo("Object 'T@dev' or 'U AS OF TIMESTAMP 'now'' not found");
    assertThat(TableName.readable("nothing to read")).isEqualTo("nothing to read");
    assertThat(TableName.readable("a\0b\0?\0c")).isEqualTo("a\0b\0?\0c");
  }

  @Test
  void refusesWhatIsNoTableName() {
    assertThatThrownBy(() -> TableName.decode(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TableName.decode(List.of("a", "b", "c", "d")))
        .hasMessage("table name [a, b, c, d], expected 1 to 3 parts");
    assertThatThrownBy(() -> TableName.decode(List.of("a\0b\0x\0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VersionClause.Number(-1))
        .hasMessage("version -1, expected 0 or more");
  }
}
