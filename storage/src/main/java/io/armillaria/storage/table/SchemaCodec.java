package io.armillaria.storage.table;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bytes of a schema: columns, then the key's column ids and name, then constraints; each part
/// led by its number of items. `storage/FORMAT.md` has the fields.
final class SchemaCodec {
  /// Type code c is the type at place c - 1. New ones go to the end.
  private static final List<DataType.Plain> PLAIN =
      List.of(
          DataType.Plain.BOOLEAN,
          DataType.Plain.SMALLINT,
          DataType.Plain.INTEGER,
          DataType.Plain.BIGINT,
          DataType.Plain.REAL,
          DataType.Plain.DOUBLE,
          DataType.Plain.DATE);

  private static final int UNIQUE = 1;
  private static final int CHECK = 2;

  private SchemaCodec() {}

  static void write(BinaryWriter out, TableSchema schema) {
    out.varint(schema.columns().size());
    for (Column column : schema.columns()) {
      out.varint(column.id()).text(column.name());
      writeType(out, column.type());
      out.bool(column.nullable()).bool(column.defaultSql().isPresent());
      column.defaultSql().ifPresent(out::text);
      ValueCodec.write(out, column.missing());
      out.text(column.collation());
    }
    writeIds(out, schema.primaryKey());
    out.text(schema.primaryKeyName());
    out.varint(schema.constraints().size());
    for (Constraint constraint : schema.constraints()) {
      switch (constraint) {
        case Constraint.Unique unique ->
            writeIds(out.u8(UNIQUE).text(unique.name()), unique.columns());
        case Constraint.Check check -> out.u8(CHECK).text(check.name()).text(check.sql());
      }
    }
  }

  static TableSchema read(BinaryReader in) {
    List<Column> columns = new ArrayList<>();
    for (int left = in.count(6); left > 0; left--) {
      int id = (int) in.varint();
      String name = in.text();
      DataType type = readType(in);
      boolean nullable = in.bool();
      Optional<String> defaultSql = in.bool() ? Optional.of(in.text()) : Optional.empty();
      Object missing = ValueCodec.read(in);
      columns.add(new Column(id, name, type, nullable, defaultSql, missing, in.text()));
    }
    List<Integer> key = readIds(in);
    String keyName = in.text();
    List<Constraint> constraints = new ArrayList<>();
    for (int left = in.count(2); left > 0; left--) {
      int tag = in.u8();
      constraints.add(
          switch (tag) {
            case UNIQUE -> new Constraint.Unique(in.text(), readIds(in));
            case CHECK -> new Constraint.Check(in.text(), in.text());
            default ->
                throw new Failure.Corrupt("schema", "A constraint has kind " + tag + ".").raise();
          });
    }
    return new TableSchema(columns, key, keyName, constraints);
  }

  static void writeType(BinaryWriter out, DataType type) {
    switch (type) {
      case DataType.Plain plain -> out.u8(PLAIN.indexOf(plain) + 1);
      case DataType.Decimal decimal -> out.u8(16).u8(decimal.precision()).u8(decimal.scale());
      case DataType.Char text -> out.u8(17).varint(text.length());
      case DataType.Varchar text -> out.u8(18).varint(text.length());
      case DataType.Binary bytes -> out.u8(19).varint(bytes.length());
      case DataType.Varbinary bytes -> out.u8(20).varint(bytes.length());
      case DataType.Time time -> out.u8(21).u8(time.precision());
      case DataType.Timestamp time -> out.u8(22).u8(time.precision());
      case DataType.TimestampWithZone time -> out.u8(23).u8(time.precision());
    }
  }

  static DataType readType(BinaryReader in) {
    int code = in.u8();
    if (code >= 1 && code <= PLAIN.size()) {
      return PLAIN.get(code - 1);
    }
    return switch (code) {
      case 16 -> new DataType.Decimal(in.u8(), in.u8());
      case 17 -> new DataType.Char((int) in.varint());
      case 18 -> new DataType.Varchar((int) in.varint());
      case 19 -> new DataType.Binary((int) in.varint());
      case 20 -> new DataType.Varbinary((int) in.varint());
      case 21 -> new DataType.Time(in.u8());
      case 22 -> new DataType.Timestamp(in.u8());
      case 23 -> new DataType.TimestampWithZone(in.u8());
      default ->
          throw new Failure.Corrupt("schema", "A column has type code " + code + ".").raise();
    };
  }

  private static void writeIds(BinaryWriter out, List<Integer> ids) {
    out.varint(ids.size());
    ids.forEach(out::varint);
  }

  private static List<Integer> readIds(BinaryReader in) {
    List<Integer> ids = new ArrayList<>();
    for (int left = in.count(1); left > 0; left--) {
      ids.add((int) in.varint());
    }
    return ids;
  }
}
