package io.armillaria.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestSchemaCodec {
  @Test
  void readsWhatItWrites() {
    TableSchema schema =
        new TableSchema(
            List.of(
                new Column(1, "ID", DataType.Plain.BIGINT, false),
                new Column(4, "MAIL", new DataType.Varchar(80), true)),
            List.of(1),
            "T_PKEY",
            List.of(
                new Constraint.Unique("T_MAIL_KEY", List.of(4), TableId.random()),
                new Constraint.Check("T_CHECK", "ID > 0"),
                new Constraint.ForeignKey(
                    "T_FKEY",
                    List.of(4, 1),
                    TableId.random(),
                    List.of(2, 3),
                    Constraint.Action.CASCADE,
                    Constraint.Action.SET_DEFAULT,
                    Constraint.Deferrability.INITIALLY_DEFERRED)),
            List.of(
                new Index("T_IDX", List.of(4, 1), List.of(true, false), false, TableId.random())),
            List.of(new Reference(TableId.random(), "C_FKEY")),
            Optional.of(TableId.random()));
    BinaryWriter out = new BinaryWriter();
    SchemaCodec.write(out, schema);
    assertThat(SchemaCodec.read(new BinaryReader("schema", out.toBytes()))).isEqualTo(schema);
  }
}
