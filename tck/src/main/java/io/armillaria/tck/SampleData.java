package io.armillaria.tck;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Small tables for what TPC-H lacks: nulls, duplicates, extremes, every type, odd text, no rows.
public final class SampleData {
  private static final List<String> ALL_TYPES =
      List.of(
          "id INTEGER NOT NULL",
          "flag BOOLEAN",
          "small SMALLINT",
          "num INTEGER",
          "big BIGINT",
          "flt REAL",
          "dbl DOUBLE PRECISION",
          "price DECIMAL(10,2)",
          "wide DECIMAL(38,10)",
          "code CHAR(4)",
          "name VARCHAR(40)",
          "born DATE",
          "at_time TIME",
          "seen TIMESTAMP",
          "stamped TIMESTAMP WITH TIME ZONE",
          "raw VARBINARY");

  private SampleData() {}

  public static List<Table> tables() {
    return List.of(
        new Table("all_types", columns(ALL_TYPES), List.of("id"), allTypes()),
        new Table("empty_types", columns(ALL_TYPES), List.of("id"), List.of()),
        new Table(
            "only_nulls",
            columns(
                "id INTEGER NOT NULL", "n INTEGER", "s VARCHAR(10)", "p DECIMAL(10,2)", "d DATE"),
            List.of("id"),
            List.of(
                row(1, null, null, null, null),
                row(2, null, null, null, null),
                row(3, null, null, null, null))),
        new Table("left_bag", columns("a INTEGER", "b VARCHAR(5)"), List.of(), leftBag()),
        new Table("right_bag", columns("a INTEGER", "b VARCHAR(5)"), List.of(), rightBag()),
        new Table(
            "emp",
            columns(
                "id INTEGER NOT NULL",
                "name VARCHAR(20) NOT NULL",
                "boss INTEGER",
                "dept INTEGER",
                "salary DECIMAL(10,2)",
                "bonus DECIMAL(10,2)",
                "hired DATE"),
            List.of("id"),
            employees()),
        new Table(
            "dept",
            columns("id INTEGER NOT NULL", "title VARCHAR(20)", "city VARCHAR(20)"),
            List.of("id"),
            List.of(
                row(10, "Research", "Oslo"),
                row(20, "Sales", "Lima"),
                row(30, "Legal", null),
                row(40, "Archive", "Oslo"))),
        new Table("words", columns("id INTEGER NOT NULL", "w VARCHAR(30)"), List.of("id"), words()),
        new Table(
            "series",
            columns("n INTEGER NOT NULL", "m INTEGER", "half DECIMAL(8,1)"),
            List.of("n"),
            series()));
  }

  private static List<List<Object>> allTypes() {
    return List.of(
        typed(
            1,
            true,
            1,
            1,
            1L,
            1.5f,
            1.5,
            "1.50",
            "1.5",
            "aa",
            "alpha",
            "2024-02-29",
            "12:00:00",
            "2024-02-29T12:00:00",
            "2024-02-29T12:00:00Z",
            "01"),
        typed(
            2,
            false,
            -1,
            -1,
            -1L,
            -1.5f,
            -1.5,
            "-1.50",
            "-1.5",
            "ab",
            "Alpha",
            "1970-01-01",
            "00:00:00",
            "1970-01-01T00:00:00",
            "1970-01-01T00:00:00Z",
            "ff"),
        typed(
            3, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null),
        typed(
            4,
            true,
            32767,
            2147483647,
            9223372036854775807L,
            16777216f,
            1e300,
            "99999999.99",
            "9999999999999999999999999999.9999999999",
            "zzzz",
            "zeta",
            "9999-12-31",
            "23:59:59",
            "9999-12-31T23:59:59.999999",
            "2199-12-31T23:59:59.999999Z",
            "ffffffffffffffffffffffffffffffff"),
        typed(
            5,
            false,
            -32768,
            -2147483648,
            -9223372036854775808L,
            -16777216f,
            -1e300,
            "-99999999.99",
            "-9999999999999999999999999999.9999999999",
            "",
            "",
            "1600-01-01",
            "00:00:01",
            "1600-01-01T00:00:00.000001",
            "1899-12-31T00:00:00.000001Z",
            ""),
        typed(
            6,
            true,
            0,
            0,
            0L,
            0f,
            0.0,
            "0.00",
            "0",
            "b c",
            "naïve café",
            "2000-01-01",
            "06:30:00",
            "2000-01-01T06:30:00.5",
            "2000-01-01T06:30:00.5+02:00",
            "00"),
        typed(
            7,
            null,
            7,
            7,
            7L,
            0.25f,
            0.1,
            "0.07",
            "0.0000000001",
            "aa",
            "it's",
            "1999-12-31",
            "18:45:30",
            "1999-12-31T23:59:59",
            "1999-12-31T23:59:59-05:00",
            "0a0b0c"),
        typed(
            8,
            false,
            7,
            7,
            7L,
            0.25f,
            0.1,
            "0.07",
            "0.0000000001",
            "aa",
            "it's",
            "1999-12-31",
            "18:45:30",
            "1999-12-31T23:59:59",
            "2000-01-01T04:59:59Z",
            "0a0b0c"),
        typed(
            9,
            true,
            100,
            1000000,
            10000000000L,
            3.25f,
            1e-300,
            "1234.56",
            "12345678901234567890.0123456789",
            "Zz",
            "100% _sure_",
            "2024-03-01",
            "12:00:01",
            "2024-03-01T00:00:00.123456",
            "2024-03-01T00:00:00.123456Z",
            "c3a9"),
        typed(
            10,
            null,
            null,
            42,
            null,
            null,
            2.5,
            "0.05",
            null,
            null,
            "  padded  ",
            "2024-12-31",
            null,
            "2024-12-31T12:34:56",
            null,
            null),
        typed(
            11,
            false,
            10,
            -42,
            4294967296L,
            -0.5f,
            -2.5,
            "-0.05",
            "-12345678901234567890.0123456789",
            "QQ",
            "日本語 ✓",
            "2023-01-31",
            "12:30:00",
            "2023-01-31T12:30:00",
            "2023-01-31T12:30:00Z",
            "0001"),
        typed(
            12,
            true,
            null,
            null,
            -4294967296L,
            100f,
            1e15,
            null,
            "100",
            "aa",
            "tab\tand\nline",
            null,
            "23:00:00",
            null,
            "1970-01-01T00:00:00.000001Z",
            "0a"));
  }

  private static List<Object> typed(
      int id,
      Boolean flag,
      Integer small,
      Integer num,
      Long big,
      Float flt,
      Double dbl,
      String price,
      String wide,
      String code,
      String name,
      String born,
      String at,
      String seen,
      String stamped,
      String raw) {
    return row(
        id,
        flag,
        small == null ? null : (Object) small.shortValue(),
        num,
        big,
        flt,
        dbl,
        decimal(price, 2),
        decimal(wide, 10),
        code,
        name,
        born == null ? null : LocalDate.parse(born),
        at == null ? null : LocalTime.parse(at),
        seen == null ? null : LocalDateTime.parse(seen),
        stamped == null ? null : OffsetDateTime.parse(stamped),
        raw == null ? null : HexFormat.of().parseHex(raw));
  }

  private static List<List<Object>> leftBag() {
    return List.of(
        row(1, "x"),
        row(1, "x"),
        row(1, "x"),
        row(2, "y"),
        row(2, null),
        row(2, null),
        row(null, "z"),
        row(null, "z"),
        row(null, null),
        row(null, null),
        row(3, "x"),
        row(4, ""));
  }

  private static List<List<Object>> rightBag() {
    return List.of(
        row(1, "x"),
        row(1, "x"),
        row(2, "y"),
        row(2, "y"),
        row(2, null),
        row(null, "z"),
        row(null, null),
        row(5, "x"),
        row(4, ""),
        row(4, ""));
  }

  private static List<List<Object>> employees() {
    return List.of(
        employee(1, "Ada", null, 10, "9000.00", "500.00", "2010-01-04"),
        employee(2, "Ben", 1, 10, "7000.00", null, "2012-05-01"),
        employee(3, "Cleo", 1, 20, "7000.00", "0.00", "2012-05-01"),
        employee(4, "Dan", 2, 10, "4000.00", "100.00", "2015-02-28"),
        employee(5, "Eva", 2, 10, "4500.50", null, "2016-02-29"),
        employee(6, "Finn", 3, 20, "3999.99", "250.25", "2016-12-31"),
        employee(7, "Gia", 3, null, "3000.00", null, "2018-07-15"),
        employee(8, "Hal", 6, 20, null, null, null),
        employee(9, "Ida", null, 99, "1000.00", "1.00", "2020-01-01"),
        employee(10, "Jon", 99, 30, "2000.00", "2000.00", "2021-11-30"),
        employee(11, "Kim", 6, null, null, "75.00", "2022-03-31"),
        employee(12, "Ada", 3, 20, "4000.00", null, "2015-02-28"));
  }

  private static List<Object> employee(
      int id, String name, Integer boss, Integer dept, String salary, String bonus, String hired) {
    return row(
        id,
        name,
        boss,
        dept,
        decimal(salary, 2),
        decimal(bonus, 2),
        hired == null ? null : LocalDate.parse(hired));
  }

  private static List<List<Object>> words() {
    String[] words = {
      "apple",
      "Apple",
      "APPLE",
      "applesauce",
      "pineapple",
      "a",
      "",
      null,
      "a%b",
      "a_b",
      "axb",
      "a\\b",
      "%",
      "_",
      "100%",
      "50%off",
      "under_score",
      "it's",
      "\"quoted\"",
      " lead",
      "trail ",
      "tab\there",
      "new\nline",
      "straße",
      "STRASSE",
      "éclair",
      "eclair",
      "Ωmega",
      "😀 smile",
      "a%_b",
      "aXYb",
      "--comment",
      "/* not */",
      "a;b",
      "alice@example.com",
      "t@main"
    };
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      rows.add(row(i + 1, words[i]));
    }
    return Collections.unmodifiableList(rows);
  }

  /// 5,000 rows, more than one batch of any engine here; every seventh m is null.
  private static List<List<Object>> series() {
    List<List<Object>> rows = new ArrayList<>();
    for (int n = 0; n < 5_000; n++) {
      Integer m = n * 37 % 101;
      rows.add(row(n, n % 7 == 0 ? null : m, BigDecimal.valueOf(n * 5L, 1)));
    }
    return Collections.unmodifiableList(rows);
  }

  private static BigDecimal decimal(String text, int scale) {
    return text == null ? null : new BigDecimal(text).setScale(scale);
  }

  private static List<Column> columns(String... declarations) {
    return columns(Arrays.asList(declarations));
  }

  private static List<Column> columns(List<String> declarations) {
    return declarations.stream().map(Column::of).toList();
  }

  private static List<Object> row(Object... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }
}
