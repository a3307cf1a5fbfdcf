package io.armillaria.storage.type;

/// The values that a type of layout LONG can have: `minimum` to `maximum`, both included.
public record ValueRange(long minimum, long maximum) {
  private static final long DAY_MICROS = 86_400_000_000L;

  /// 0001-01-01 and 9999-12-31.
  private static final ValueRange DAYS = new ValueRange(-719_162, 2_932_896);

  private static final ValueRange INSTANTS =
      new ValueRange(DAYS.minimum * DAY_MICROS, (DAYS.maximum + 1) * DAY_MICROS - 1);

  /// @throws IllegalArgumentException for a type of another layout
  public static ValueRange of(DataType type) {
    return switch (type) {
      case DataType.Plain plain ->
          switch (plain) {
            case BOOLEAN -> new ValueRange(0, 1);
            case SMALLINT -> new ValueRange(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> new ValueRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> new ValueRange(Long.MIN_VALUE, Long.MAX_VALUE);
            case DATE -> DAYS;
            case REAL, DOUBLE -> throw notLong(type);
          };
      case DataType.Decimal decimal -> {
        if (decimal.precision() > DataType.LONG_DECIMAL_PRECISION) {
          throw notLong(type);
        }
        long most = PowersOfTen.asLong(decimal.precision()) - 1;
        yield new ValueRange(-most, most);
      }
      case DataType.Time _ -> new ValueRange(0, DAY_MICROS - 1);
      case DataType.Timestamp _, DataType.TimestampWithZone _ -> INSTANTS;
      case DataType.Char _, DataType.Varchar _, DataType.Binary _, DataType.Varbinary _ ->
          throw notLong(type);
    };
  }

  public boolean contains(long value) {
    return minimum <= value && value <= maximum;
  }

  private static IllegalArgumentException notLong(DataType type) {
    return new IllegalArgumentException(
        "Values of " + type.sql() + " have layout " + type.layout() + ", not LONG");
  }
}
