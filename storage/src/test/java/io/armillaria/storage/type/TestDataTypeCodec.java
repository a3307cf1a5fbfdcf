package io.armillaria.storage.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestDataTypeCodec {
  private static List<DataType> types() {
    List<DataType> types = new ArrayList<>(List.of(DataType.Plain.values()));
    types.add(new DataType.Decimal(38, 10));
    types.add(new DataType.Decimal(1, 0));
    types.add(new DataType.Char(10));
    types.add(new DataType.Varchar(300));
    types.add(new DataType.Varchar(DataType.UNLIMITED));
    types.add(new DataType.Binary(16));
    types.add(new DataType.Varbinary(17));
    types.add(new DataType.Varbinary(DataType.UNLIMITED));
    types.add(new DataType.Time(3));
    types.add(new DataType.Timestamp(6));
    types.add(new DataType.TimestampWithZone(0));
    return types;
  }

  @Test
  void givesBackEveryType() throws IOException {
    List<DataType> found = new ArrayList<>();
    for (DataType type : types()) {
      found.add(read(write(type)));
    }
    assertThat(found).isEqualTo(types());
  }

  @Test
  void keepsItsCodes() throws IOException {
    StringBuilder codes = new StringBuilder();
    for (DataType type : types()) {
      codes.append(HexFormat.of().formatHex(write(type))).append(' ');
    }
    assertThat(codes.toString())
        .isEqualTo(
            "01 02 03 04 05 06 07 08260a 080100 090000000a 0a0000012c 0a7fffffff 0b00000010"
                + " 0c00000011 0c7fffffff 0d03 0e06 0f00 ");
  }

  @Test
  void parsesWhatTypesAreCalled() {
    assertThat(types().stream().map(type -> DataTypeCodec.parse(type.sql()))).isEqualTo(types());
    assertThat(DataTypeCodec.parse(" timestamp ( 6 )  with time zone "))
        .isEqualTo(new DataType.TimestampWithZone(6));
  }

  @Test
  void refusesOtherTexts() {
    for (String text :
        List.of("", "INT", "DECIMAL", "DECIMAL(5)", "CHAR(x)", "CHAR(5", "DATE(3)")) {
      assertThatThrownBy(() -> DataTypeCodec.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("There is no type " + text);
    }
  }

  @Test
  void namesDamage() {
    assertThatThrownBy(() -> read(new byte[] {99}))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("A stored data type is damaged: code 99");
    assertThatThrownBy(() -> read(new byte[] {8, 5, 6}))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("A stored data type is damaged: DECIMAL(5, 6)");
  }

  private static byte[] write(DataType type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataTypeCodec.write(new DataOutputStream(bytes), type);
    return bytes.toByteArray();
  }

  private static DataType read(byte[] bytes) throws IOException {
    return DataTypeCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
