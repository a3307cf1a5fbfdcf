package io.armillaria.storage.table;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.math.BigInteger;

/// One value of any layout, led by a tag: 0 NULL, 1 Long (zigzag), 2 Double (its bits), 3
/// BigInteger (big-endian two's complement), 4 byte[].
final class ValueCodec {
  private ValueCodec() {}

  static void write(BinaryWriter out, Object value) {
    switch (value) {
      case null -> out.u8(0);
      case Long number -> out.u8(1).zigzag(number);
      case Double number -> out.u8(2).i64(Double.doubleToRawLongBits(number));
      case BigInteger number -> out.u8(3).bytes(number.toByteArray());
      case byte[] bytes -> out.u8(4).bytes(bytes);
      default -> throw new IllegalArgumentException("a value of " + value.getClass());
    }
  }

  static Object read(BinaryReader in) {
    int tag = in.u8();
    return switch (tag) {
      case 0 -> null;
      case 1 -> in.zigzag();
      case 2 -> Double.longBitsToDouble(in.i64());
      case 3 -> new BigInteger(in.bytes());
      case 4 -> in.bytes();
      default ->
          throw new Failure.Corrupt("value", "A value has tag " + tag + "; 0 to 4 are known.")
              .raise();
    };
  }
}
