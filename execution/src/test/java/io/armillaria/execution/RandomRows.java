package io.armillaria.execution;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import io.armillaria.storage.type.DataType.Varchar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random rows with NULLs and duplicates, over columns of every layout.
public final class RandomRows {
  /// A BIGINT, a VARCHAR, a DOUBLE, a DECIMAL(25, 3) and a BOOLEAN.
  public static final List<DataType> TYPES =
      List.of(
          Plain.BIGINT,
          new Varchar(DataType.UNLIMITED),
          Plain.DOUBLE,
          new Decimal(25, 3),
          Plain.BOOLEAN);

  private RandomRows() {}

  /// @param distinct about how many different values each column has
  public static List<List<Object>> of(Random random, int rows, int distinct) {
    List<List<Object>> result = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<Object> row = new ArrayList<>();
      row.add(sometimes(random, (long) random.nextInt(distinct) - distinct / 2));
      row.add(sometimes(random, "t" + "x".repeat(random.nextInt(3)) + random.nextInt(distinct)));
      row.add(sometimes(random, doubleOf(random, distinct)));
      row.add(
          sometimes(
              random,
              BigInteger.valueOf(random.nextInt(distinct) - distinct / 3)
                  .multiply(BigInteger.TEN.pow(random.nextInt(2) * 20))));
      row.add(sometimes(random, (long) random.nextInt(2)));
      result.add(row);
    }
    return result;
  }

  private static Object sometimes(Random random, Object value) {
    return random.nextInt(10) == 0 ? null : value;
  }

  private static double doubleOf(Random random, int distinct) {
    return switch (random.nextInt(20)) {
      case 0 -> Double.NaN;
      case 1 -> 0.0;
      case 2 -> -0.0;
      default -> random.nextInt(distinct) / 4.0;
    };
  }
}
