package io.armillaria.execution.expression;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.expression.Evaluations.expect;
import static io.armillaria.execution.expression.Evaluations.expectFailure;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextFunctionsTest {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);
  private static final DataType BINARY = new DataType.Varbinary(DataType.UNLIMITED);

  @Test
  void changesTexts() {
    text("abÄß-ç9", Function.CONCAT, "ab", "Äß", "-ç9");
    text(null, Function.CONCAT, "ab", null);
    text("ABC XYZ", Function.UPPER, "ABC xyZ");
    text("ÄSS", Function.UPPER, "äß");
    text("abc 1", Function.LOWER, "ABC 1");
    text("äω", Function.LOWER, "ÄΩ");
    text("Hello World 3rd Äh", Function.INITCAP, "hELLO wORLD 3RD äh");
    text("aXbX", Function.REPLACE, "a--b--", "--", "X");
    text("a--b", Function.REPLACE, "a--b", "", "X");
    text("ab", Function.REPLACE, "a--b", "--", "");
    text("ẞ€a", Function.REVERSE, "a€ẞ");
    text("", Function.REVERSE, "");
  }

  @Test
  void measuresTexts() {
    number(3, Function.LENGTH, "a€ẞ");
    number(0, Function.LENGTH, "");
    number(7, Function.OCTET_LENGTH, "a€ẞ");
    expect(call(Function.LENGTH, Plain.BIGINT, literal("a€ẞ", BINARY)), 7L);
    number(3, Function.POSITION, "ẞ", "a€ẞẞ");
    number(0, Function.POSITION, "x", "a€ẞẞ");
    number(1, Function.POSITION, "", "abc");
    number(97, Function.ASCII, "abc");
    number(8364, Function.ASCII, "€");
    number(0, Function.ASCII, "");
    expect(
        call(Function.POSITION, Plain.BIGINT, literal("a", TEXT), literal("aäa", TEXT), bigint(2)),
        3L);
    expect(
        call(Function.POSITION, Plain.BIGINT, literal("a", TEXT), literal("aäa", TEXT), bigint(9)),
        0L);
  }

  @Test
  void takesParts() {
    part("€b", Function.SUBSTRING, "a€bc", 2, 2);
    part("€bc", Function.SUBSTRING, "a€bc", 2);
    part("a", Function.SUBSTRING, "a€bc", 0, 2);
    part("", Function.SUBSTRING, "a€bc", -5, 3);
    part("a€bc", Function.SUBSTRING, "a€bc", -5);
    part("", Function.SUBSTRING, "a€bc", 9, 3);
    part("bc", Function.SUBSTRING, "a€bc", 3, Long.MAX_VALUE);
    expectFailure(parts(Function.SUBSTRING, "abc", 1, -1), Failure.InvalidArgument.class, "-1");
    expect(call(Function.SUBSTRING, BINARY, literal("a€bc", BINARY), bigint(5), bigint(1)), "b");
    part("a€", Function.LEFT, "a€bc", 2);
    part("a€b", Function.LEFT, "a€bc", -1);
    part("", Function.LEFT, "a€bc", -9);
    part("a€bc", Function.LEFT, "a€bc", 9);
    part("bc", Function.RIGHT, "a€bc", 2);
    part("€bc", Function.RIGHT, "a€bc", -1);
    part("", Function.RIGHT, "a€bc", 0);
    part("a€bc", Function.RIGHT, "a€bc", 99);
    text("a b", Function.TRIM_BOTH, " ", "  a b ");
    text("a b ", Function.TRIM_LEADING, " ", "  a b ");
    text("  a b", Function.TRIM_TRAILING, " ", "  a b ");
    text("a", Function.TRIM_BOTH, "x€", "€xxa€");
    text("", Function.TRIM_BOTH, "x", "xxx");
    text("ab", Function.TRIM_BOTH, "", "ab");
    expect(overlay("a€bcd", "XY", 2), "aXYcd");
    expect(overlay("a€bcd", "XY", 2, 1), "aXYbcd");
    expect(overlay("a€bcd", "XY", 6, 0), "a€bcdXY");
    expectFailure(overlay("abc", "X", 0), Failure.InvalidArgument.class, "start of at least 1");
  }

  @Test
  void padsAndRepeats() {
    expect(pad(Function.LPAD, "ab", 5, "x€"), "x€xab");
    expect(pad(Function.RPAD, "ab", 5, "x€"), "abx€x");
    expect(pad(Function.LPAD, "a€b", 2, "x"), "a€");
    expect(pad(Function.LPAD, "ab", 5, ""), "ab");
    expect(pad(Function.RPAD, "ab", -1, "x"), "");
    expect(call(Function.LPAD, TEXT, literal("a", TEXT), bigint(3)), "  a");
    part("€€€", Function.REPEAT, "€", 3);
    part("", Function.REPEAT, "€", -3);
    expectFailure(
        parts(Function.REPEAT, "ab", Long.MAX_VALUE), Failure.OutOfMemory.class, "too long");
    expect(call(Function.CHR, TEXT, bigint(8364)), "€");
    expectFailure(call(Function.CHR, TEXT, bigint(0)), Failure.InvalidArgument.class, "code 0");
    expectFailure(call(Function.CHR, TEXT, bigint(0xD800)), Failure.InvalidArgument.class, "55296");
  }

  @Test
  void matchesPatterns() {
    like("forest green", "forest%", 1);
    like("forest", "forest%", 1);
    like("a forest", "forest%", 0);
    like("a forest", "%forest", 1);
    like("special requests", "%special%requests%", 1);
    like("requests special", "%special%requests%", 0);
    like("", "%", 1);
    like("", "", 1);
    like("a", "", 0);
    like("abc", "a_c", 1);
    like("a€c", "a_c", 1);
    like("ac", "a_c", 0);
    like("xxabxab", "%ab", 1);
    like("aXbaYb", "%a_b", 1);
    like("€€", "__", 1);
    like("€", "__", 0);
    like("a.b", "a.b", 1);
    like("aab", "%ab%b", 0);
    escaped("100%", "100!%", "!", 1);
    escaped("1000", "100!%", "!", 0);
    escaped("a_b!", "a!_b!!", "!", 1);
    expectFailure(like(Function.LIKE, "x", "a!b", "!"), Failure.InvalidArgument.class, "'a!b'");
    expectFailure(like(Function.LIKE, "x", "ab!", "!"), Failure.InvalidArgument.class, "'ab!'");
    expectFailure(like(Function.LIKE, "x", "ab", "!!"), Failure.InvalidArgument.class, "'!!'");
    expect(like(Function.ILIKE, "Forest GREEN", "fOREST%een"), 1L);
    expect(like(Function.ILIKE, "ÄRGER", "är_er"), 1L);
    expect(like(Function.LIKE, null, "a"), null);
    expect(like(Function.LIKE, "a", null), null);
  }

  @Test
  void matchesSqlRegularExpressions() {
    expect(like(Function.SIMILAR_TO, "abc", "(a|x)b_"), 1L);
    expect(like(Function.SIMILAR_TO, "abbbc", "ab+c"), 1L);
    expect(like(Function.SIMILAR_TO, "a.c", "a.c"), 1L);
    expect(like(Function.SIMILAR_TO, "abc", "a.c"), 0L);
    expect(like(Function.SIMILAR_TO, "x42", "[[:ALPHA:]][0-9]{2}"), 1L);
    expect(like(Function.SIMILAR_TO, "x%", "x!%", "!"), 1L);
    expect(like(Function.SIMILAR_TO, "xyz", "x%"), 1L);
    expect(like(Function.SIMILAR_TO, "q", "[^a-p]"), 1L);
    expectFailure(like(Function.SIMILAR_TO, "a", "(a"), Failure.InvalidArgument.class, "'(a'");
  }

  @Test
  void matchesRandomPatternsLikeARegularExpression() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 1500; i++) {
      String text = word(random, "ab€", 8);
      String pattern = word(random, "ab€%%_", 6);
      String regex = Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
      boolean expected = Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
      expect(like(Function.LIKE, text, pattern), expected ? 1L : 0L);
    }
  }

  private static String word(Random random, String letters, int most) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(most);
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static void text(String expected, Function function, String... arguments) {
    expect(call(function, TEXT, texts(arguments)), expected);
  }

  private static void number(long expected, Function function, String... arguments) {
    expect(call(function, Plain.BIGINT, texts(arguments)), expected);
  }

  private static void part(String expected, Function function, String text, long... numbers) {
    expect(parts(function, text, numbers), expected);
  }

  private static Expression parts(Function function, String text, long... numbers) {
    Expression[] arguments = new Expression[numbers.length + 1];
    arguments[0] = literal(text, TEXT);
    for (int i = 0; i < numbers.length; i++) {
      arguments[i + 1] = bigint(numbers[i]);
    }
    return call(function, TEXT, arguments);
  }

  private static Expression overlay(String text, String replacement, long... numbers) {
    Expression[] arguments = new Expression[numbers.length + 2];
    arguments[0] = literal(text, TEXT);
    arguments[1] = literal(replacement, TEXT);
    for (int i = 0; i < numbers.length; i++) {
      arguments[i + 2] = bigint(numbers[i]);
    }
    return call(Function.OVERLAY, TEXT, arguments);
  }

  private static Expression pad(Function function, String text, long length, String filler) {
    return call(function, TEXT, literal(text, TEXT), bigint(length), literal(filler, TEXT));
  }

  private static void like(String text, String pattern, long expected) {
    expect(like(Function.LIKE, text, pattern), expected);
  }

  private static void escaped(String text, String pattern, String escape, long expected) {
    expect(like(Function.LIKE, text, pattern, escape), expected);
  }

  private static Expression like(Function function, String... arguments) {
    return call(function, Plain.BOOLEAN, texts(arguments));
  }

  private static Expression[] texts(String... arguments) {
    Expression[] literals = new Expression[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      literals[i] = literal(arguments[i], TEXT);
    }
    return literals;
  }
}
