package io.armillaria.storage.table;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The bytes of a schema: columns, then the key's column ids and name, then constraints, indexes
/// and references, each part led by its number of items; then what only some tables have: the table
/// that it is an index of, and its days. `storage/FORMAT.md` has the fields.
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

  private static final int INDEX = 1;
  private static final int RETAINED = 2;

  private static final int UNIQUE = 1;
  private static final int CHECK = 2;
  private static final int FOREIGN_KEY = 3;

  /// Codes are places, from 0. New ones go to the end.
  private static final List<Constraint.Action> ACTIONS =
      List.of(
          Constraint.Action.NO_ACTION,
          Constraint.Action.RESTRICT,
          Constraint.Action.CASCADE,
          Constraint.Action.SET_NULL,
          Constraint.Action.SET_DEFAULT);

  private static final List<Constraint.Deferrability> DEFERRABILITY =
      List.of(
          Constraint.Deferrability.NOT_DEFERRABLE,
          Constraint.Deferrability.INITIALLY_IMMEDIATE,
          Constraint.Deferrability.INITIALLY_DEFERRED);

  private SchemaCodec() {}

  static void write(BinaryWriter out, TableSchema schema) {
    out.varint(schema.columns().size());
    for (Column column : schema.columns()) {
      out.varint(column.id()).text(column.name());
      writeType(out, column.type());
      out.bool(column.nullable()).bool(column.defaultSql().isPresent());
      column.defaultSql().ifPresent(out::text);
      ValueCodec.write(out, column.missing());
      out.text(column.collation()).bool(column.identity().isPresent());
      column
          .identity()
          .ifPresent(identity -> writeSequence(out.bool(identity.always()), identity.sequence()));
    }
    out.bool(schema.sequence().isPresent());
    schema.sequence().ifPresent(sequence -> writeSequence(out, sequence));
    writeIds(out, schema.primaryKey());
    out.text(schema.primaryKeyName());
    out.varint(schema.constraints().size());
    for (Constraint constraint : schema.constraints()) {
      writeConstraint(out, constraint);
    }
    out.varint(schema.indexes().size());
    for (Index index : schema.indexes()) {
      writeIds(out.text(index.name()), index.columns());
      index.descending().forEach(out::bool);
      out.bool(index.unique()).uuid(index.table().value());
    }
    out.varint(schema.references().size());
    schema.references().forEach(each -> out.uuid(each.child().value()).text(each.constraint()));
    out.u8((schema.hidden() ? INDEX : 0) | (schema.retainDays().isPresent() ? RETAINED : 0));
    schema.indexOf().ifPresent(table -> out.uuid(table.value()));
    schema.retainDays().ifPresent(out::varint);
  }

  private static void writeConstraint(BinaryWriter out, Constraint constraint) {
    switch (constraint) {
      case Constraint.Unique unique ->
          writeIds(out.u8(UNIQUE).text(unique.name()), unique.columns())
              .uuid(unique.index().value());
      case Constraint.Check check -> out.u8(CHECK).text(check.name()).text(check.sql());
      case Constraint.ForeignKey key -> {
        writeIds(out.u8(FOREIGN_KEY).text(key.name()), key.columns()).uuid(key.parent().value());
        writeIds(out, key.parentColumns())
            .u8(ACTIONS.indexOf(key.onDelete()))
            .u8(ACTIONS.indexOf(key.onUpdate()))
            .u8(DEFERRABILITY.indexOf(key.deferrability()));
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
      String collation = in.text();
      Optional<Identity> identity =
          in.bool() ? Optional.of(new Identity(in.bool(), readSequence(in))) : Optional.empty();
      columns.add(new Column(id, name, type, nullable, defaultSql, missing, collation, identity));
    }
    Optional<SequenceDefinition> sequence =
        in.bool() ? Optional.of(readSequence(in)) : Optional.empty();
    List<Integer> key = readIds(in);
    String keyName = in.text();
    List<Constraint> constraints = new ArrayList<>();
    for (int left = in.count(2); left > 0; left--) {
      constraints.add(readConstraint(in));
    }
    List<Index> indexes = new ArrayList<>();
    for (int left = in.count(20); left > 0; left--) {
      String name = in.text();
      List<Integer> indexed = readIds(in);
      List<Boolean> descending = new ArrayList<>();
      indexed.forEach(id -> descending.add(in.bool()));
      indexes.add(new Index(name, indexed, descending, in.bool(), new TableId(in.uuid())));
    }
    List<Reference> references = new ArrayList<>();
    for (int left = in.count(17); left > 0; left--) {
      references.add(new Reference(new TableId(in.uuid()), in.text()));
    }
    int flags = in.u8();
    Optional<TableId> indexOf =
        (flags & INDEX) != 0 ? Optional.of(new TableId(in.uuid())) : Optional.empty();
    OptionalInt retainDays =
        (flags & RETAINED) != 0 ? OptionalInt.of((int) in.varint()) : OptionalInt.empty();
    return new TableSchema(
        columns, key, keyName, constraints, indexes, references, indexOf, retainDays, sequence);
  }

  private static Constraint readConstraint(BinaryReader in) {
    int tag = in.u8();
    return switch (tag) {
      case UNIQUE -> new Constraint.Unique(in.text(), readIds(in), new TableId(in.uuid()));
      case CHECK -> new Constraint.Check(in.text(), in.text());
      case FOREIGN_KEY ->
          new Constraint.ForeignKey(
              in.text(),
              readIds(in),
              new TableId(in.uuid()),
              readIds(in),
              readCode(in, ACTIONS),
              readCode(in, ACTIONS),
              readCode(in, DEFERRABILITY));
      default -> throw new Failure.Corrupt("schema", "A constraint has kind " + tag + ".").raise();
    };
  }

  private static <T> T readCode(BinaryReader in, List<T> values) {
    int code = in.u8();
    if (code >= values.size()) {
      throw new Failure.Corrupt("schema", "A constraint has code " + code + ".").raise();
    }
    return values.get(code);
  }

  private static void writeSequence(BinaryWriter out, SequenceDefinition sequence) {
    out.uuid(sequence.counter()).zigzag(sequence.first()).zigzag(sequence.start());
    out.zigzag(sequence.increment());
    out.zigzag(sequence.least()).zigzag(sequence.most()).bool(sequence.cycle());
    out.varint(sequence.cache());
  }

  private static SequenceDefinition readSequence(BinaryReader in) {
    return new SequenceDefinition(
        in.uuid(),
        in.zigzag(),
        in.zigzag(),
        in.zigzag(),
        in.zigzag(),
        in.zigzag(),
        in.bool(),
        in.varint());
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

  private static BinaryWriter writeIds(BinaryWriter out, List<Integer> ids) {
    out.varint(ids.size());
    ids.forEach(out::varint);
    return out;
  }

  private static List<Integer> readIds(BinaryReader in) {
    List<Integer> ids = new ArrayList<>();
    for (int left = in.count(1); left > 0; left--) {
      ids.add((int) in.varint());
    }
    return ids;
  }
}
