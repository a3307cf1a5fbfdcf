package io.armillaria.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.type.DataType.Layout;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestKeyEncoder {
  private static final int ROWS = 500;
  private static final List<Layout> LAYOUTS = List.of(Layout.values());
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e-300
  };

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void ordersKeysAsTheirValues() {
    for (int round = 0; round < 20; round++) {
      ColumnVector[] columns = columns(1 + random.nextInt(3), false);
      byte[][] keys = new byte[ROWS][];
      for (int row = 0; row < ROWS; row++) {
        keys[row] = KeyEncoder.key(columns, row);
      }
      checkOrder(columns, keys);
    }
  }

  @Test
  void ordersIndexKeysWithNullsLast() {
    for (int round = 0; round < 20; round++) {
      ColumnVector[] columns = columns(1 + random.nextInt(3), true);
      byte[][] keys = new byte[ROWS][];
      for (int row = 0; row < ROWS; row++) {
        keys[row] = KeyEncoder.indexKey(columns, row);
      }
      checkOrder(columns, keys);
    }
  }

  @Test
  void writesTheseBytes() {
    ColumnVector[] columns = {
      ColumnVectors.of(Layout.LONG, -2L),
      ColumnVectors.of(Layout.DOUBLE, -0.0),
      ColumnVectors.of(Layout.INT128, BigInteger.ONE),
      ColumnVectors.of(Layout.BYTES, new byte[] {7, 0, 8})
    };
    assertThat(HexFormat.of().formatHex(KeyEncoder.key(columns, 0)))
        .isEqualTo(
            "7ffffffffffffffe"
                + "8000000000000000"
                + "80000000000000000000000000000001"
                + "0700ff080000");
    ColumnVector[] nullable = {
      ColumnVectors.of(Layout.LONG, (Object) null), ColumnVectors.of(Layout.BYTES, new byte[] {9})
    };
    assertThat(HexFormat.of().formatHex(KeyEncoder.indexKey(nullable, 0)))
        .isEqualTo("ff" + "01090000");
  }

  private void checkOrder(ColumnVector[] columns, byte[][] keys) {
    for (int left = 0; left < ROWS; left++) {
      int right = random.nextInt(ROWS);
      assertThat(Integer.signum(Arrays.compareUnsigned(keys[left], keys[right])))
          .as("seed %s", seed)
          .isEqualTo(Integer.signum(compare(columns, left, right)));
    }
  }

  private static int compare(ColumnVector[] columns, int left, int right) {
    int order = 0;
    for (int i = 0; order == 0 && i < columns.length; i++) {
      order = ColumnVectors.compare(columns[i], left, columns[i], right);
    }
    return order;
  }

  private ColumnVector[] columns(int count, boolean nullable) {
    ColumnVector[] columns = new ColumnVector[count];
    for (int i = 0; i < count; i++) {
      Layout layout = LAYOUTS.get(random.nextInt(4));
      Object[] values = new Object[ROWS];
      Arrays.setAll(values, _ -> nullable && random.nextInt(5) == 0 ? null : value(layout));
      columns[i] = ColumnVectors.of(layout, values);
    }
    return columns;
  }

  /// Values from a small set, so that many are equal in the first columns of a key.
  private Object value(Layout layout) {
    return switch (layout) {
      case LONG -> random.nextLong() >> (40 + random.nextInt(23));
      case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
      case INT128 -> new BigInteger(random.nextInt(120), random).negate().add(BigInteger.TEN);
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (random.nextInt(4) - 2);
        }
        yield bytes;
      }
    };
  }
}
