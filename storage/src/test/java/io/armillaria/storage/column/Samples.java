package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/// Columns of many shapes, each a name, a type and what a row holds.
record Samples(String name, DataType type, IntFunction<Object> value) {
  static final int[] SIZES = {0, 1, 63, 64, 65, 1000, 65536};

  /// `rows` physical values; about one in `nullEvery` is null, none when that is 0.
  List<Object> values(int rows, int nullEvery, Random random) {
    List<Object> values = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      boolean isNull = nullEvery > 0 && random.nextInt(nullEvery) == 0;
      values.add(isNull ? null : value.apply(i));
    }
    return values;
  }

  @Override
  public String toString() {
    return name;
  }

  static List<Samples> all(Random random) {
    List<Samples> samples = new ArrayList<>();
    longs(samples, random);
    doubles(samples, random);
    int128s(samples, random);
    texts(samples, random);
    return samples;
  }

  private static void longs(List<Samples> samples, Random random) {
    DataType type = DataType.Plain.BIGINT;
    samples.add(new Samples("constant", type, _ -> 42L));
    samples.add(new Samples("sequence", type, i -> 1000L + 7L * i));
    samples.add(new Samples("falling sequence", type, i -> -3L * i));
    samples.add(new Samples("wrapping sequence", type, i -> Long.MAX_VALUE - 5 + i));
    samples.add(new Samples("boolean", DataType.Plain.BOOLEAN, _ -> (long) random.nextInt(2)));
    for (int bits = 1; bits <= 64; bits++) {
      int shift = 64 - bits;
      samples.add(new Samples(bits + " bits", type, _ -> (random.nextLong() >>> shift) - 99));
    }
    samples.add(new Samples("signed", type, _ -> random.nextLong()));
    samples.add(new Samples("extremes", type, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE));
    samples.add(new Samples("keys", type, i -> 4L * i + random.nextInt(4)));
    samples.add(new Samples("wide keys", type, i -> ((long) i << 45) + random.nextInt(9)));
    samples.add(new Samples("runs", type, i -> (long) (i / 100) * 1_000_003 % 1009));
    samples.add(new Samples("few runs", type, i -> (long) (i / 20_000)));
  }

  private static void doubles(List<Samples> samples, Random random) {
    DataType type = DataType.Plain.DOUBLE;
    double[] odd = {
      0.0,
      -0.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      1e300 / 3
    };
    samples.add(new Samples("double constant", type, _ -> 2.5));
    samples.add(new Samples("NaN", type, _ -> Double.NaN));
    samples.add(new Samples("negative zero", type, _ -> -0.0));
    samples.add(new Samples("gaussian", type, _ -> random.nextGaussian()));
    samples.add(new Samples("odd doubles", type, _ -> odd[random.nextInt(odd.length)]));
    samples.add(new Samples("prices", type, _ -> random.nextInt(10_000_000) / 100.0));
    samples.add(new Samples("whole doubles", type, _ -> (double) random.nextInt(1000) - 500));
    samples.add(new Samples("floats", DataType.Plain.REAL, _ -> (double) random.nextFloat()));
    samples.add(new Samples("ascending doubles", type, i -> i * Math.PI));
  }

  private static void int128s(List<Samples> samples, Random random) {
    DataType type = new DataType.Decimal(38, 2);
    BigInteger ten30 = BigInteger.TEN.pow(30);
    samples.add(new Samples("decimal constant", type, _ -> ten30));
    samples.add(
        new Samples("small decimals", type, _ -> BigInteger.valueOf(random.nextInt(1000) - 500)));
    samples.add(
        new Samples("long decimals", type, _ -> BigInteger.valueOf(random.nextLong() >> 1)));
    samples.add(
        new Samples(
            "carrying", type, i -> BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(i - 9L))));
    samples.add(new Samples("near", type, _ -> ten30.add(new BigInteger(62, random))));
    samples.add(new Samples("far", type, _ -> ten30.negate().add(new BigInteger(101, random))));
    samples.add(new Samples("full", type, _ -> new BigInteger(127, random).subtract(ten30)));
  }

  private static void texts(List<Samples> samples, Random random) {
    DataType type = new DataType.Varchar(DataType.UNLIMITED);
    samples.add(new Samples("text constant", type, _ -> bytes("same")));
    samples.add(new Samples("empty", type, _ -> bytes("")));
    samples.add(
        new Samples("flags", type, _ -> bytes("ANR".substring(random.nextInt(3)).substring(0, 1))));
    samples.add(new Samples("names", type, _ -> bytes("Customer#" + random.nextInt(5000))));
    samples.add(new Samples("sorted names", type, i -> bytes("n" + (100_000 + i / 50))));
    samples.add(new Samples("unique", type, i -> bytes("user-" + i + "@example.com")));
    samples.add(new Samples("comments", type, _ -> random(random, random.nextInt(44))));
    samples.add(new Samples("fixed width", type, _ -> random(random, 15)));
    samples.add(new Samples("long", type, _ -> random(random, 40 + random.nextInt(40))));
    samples.add(new Samples("sentences", type, _ -> sentence(random)));
    samples.add(new Samples("uuids", type, _ -> bytes(new UUID(random.nextLong(), 0).toString())));
    samples.add(new Samples("zeros", type, i -> new byte[i % 90]));
    samples.add(new Samples("high bytes", type, i -> high(i % 70)));
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] high(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xFF);
    return bytes;
  }

  private static byte[] sentence(Random random) {
    String[] words = {"the ", "quick ", "brown ", "foxes ", "sleep ", "furiously ", "über ", "\0"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(words[random.nextInt(words.length)]);
    }
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Layout layout() {
    return type.layout();
  }
}
