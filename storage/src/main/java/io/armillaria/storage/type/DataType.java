package io.armillaria.storage.type;

/// The type of a column or an expression. [#layout] says how its values are held in a vector.
///
/// | type | layout | value |
/// |---|---|---|
/// | BOOLEAN | LONG | 0 or 1 |
/// | SMALLINT, INTEGER, BIGINT | LONG | the number |
/// | REAL | DOUBLE | a double that is exactly a float |
/// | DOUBLE | DOUBLE | the number |
/// | DECIMAL, precision up to 18 | LONG | the unscaled number |
/// | DECIMAL, precision 19 to 38 | INT128 | the unscaled number |
/// | CHAR(n) | BYTES | UTF-8 without trailing blanks; the driver pads to n characters |
/// | VARCHAR(n) | BYTES | UTF-8 |
/// | BINARY(n), VARBINARY(n) | BYTES | the bytes |
/// | DATE | LONG | days since 1970-01-01, proleptic Gregorian |
/// | TIME(p) | LONG | microseconds since midnight |
/// | TIMESTAMP(p) | LONG | microseconds since 1970-01-01T00:00 without zone |
/// | TIMESTAMP(p) WITH TIME ZONE | LONG | microseconds since 1970-01-01T00:00Z; the zone is the session's |
public sealed interface DataType {
  Layout layout();

  /// The type as SQL writes it.
  String sql();

  /// How the values of a type are held in memory.
  enum Layout {
    LONG,
    DOUBLE,
    INT128,
    BYTES
  }

  /// The length of VARCHAR and VARBINARY without a declared one.
  int UNLIMITED = Integer.MAX_VALUE;

  int MAX_DECIMAL_PRECISION = 38;

  /// Digits of a decimal that a long holds.
  int LONG_DECIMAL_PRECISION = 18;

  enum Plain implements DataType {
    BOOLEAN("BOOLEAN", Layout.LONG),
    SMALLINT("SMALLINT", Layout.LONG),
    INTEGER("INTEGER", Layout.LONG),
    BIGINT("BIGINT", Layout.LONG),
    REAL("REAL", Layout.DOUBLE),
    DOUBLE("DOUBLE", Layout.DOUBLE),
    DATE("DATE", Layout.LONG);

    private final String sql;
    private final Layout layout;

    Plain(String sql, Layout layout) {
      this.sql = sql;
      this.layout = layout;
    }

    @Override
    public Layout layout() {
      return layout;
    }

    @Override
    public String sql() {
      return sql;
    }
  }

  record Decimal(int precision, int scale) implements DataType {
    public Decimal {
      if (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException("DECIMAL(" + precision + ", " + scale + ")");
      }
    }

    @Override
    public Layout layout() {
      return precision <= LONG_DECIMAL_PRECISION ? Layout.LONG : Layout.INT128;
    }

    @Override
    public String sql() {
      return "DECIMAL(" + precision + ", " + scale + ")";
    }
  }

  /// `length` in characters (code points).
  record Char(int length) implements DataType {
    @Override
    public Layout layout() {
      return Layout.BYTES;
    }

    @Override
    public String sql() {
      return "CHAR(" + length + ")";
    }
  }

  /// `length` in characters (code points), or [#UNLIMITED].
  record Varchar(int length) implements DataType {
    @Override
    public Layout layout() {
      return Layout.BYTES;
    }

    @Override
    public String sql() {
      return length == UNLIMITED ? "VARCHAR" : "VARCHAR(" + length + ")";
    }
  }

  record Binary(int length) implements DataType {
    @Override
    public Layout layout() {
      return Layout.BYTES;
    }

    @Override
    public String sql() {
      return "BINARY(" + length + ")";
    }
  }

  /// `length` in bytes, or [#UNLIMITED].
  record Varbinary(int length) implements DataType {
    @Override
    public Layout layout() {
      return Layout.BYTES;
    }

    @Override
    public String sql() {
      return length == UNLIMITED ? "VARBINARY" : "VARBINARY(" + length + ")";
    }
  }

  /// `precision`: digits of the fraction of a second, 0 to 6.
  record Time(int precision) implements DataType {
    @Override
    public Layout layout() {
      return Layout.LONG;
    }

    @Override
    public String sql() {
      return "TIME(" + precision + ")";
    }
  }

  record Timestamp(int precision) implements DataType {
    @Override
    public Layout layout() {
      return Layout.LONG;
    }

    @Override
    public String sql() {
      return "TIMESTAMP(" + precision + ")";
    }
  }

  record TimestampWithZone(int precision) implements DataType {
    @Override
    public Layout layout() {
      return Layout.LONG;
    }

    @Override
    public String sql() {
      return "TIMESTAMP(" + precision + ") WITH TIME ZONE";
    }
  }
}
