package io.armillaria.sql.parser;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Gathers the options of a COPY in the spellings of PostgreSQL.
final class CopyOptionReader {
  private final Set<String> seen = new HashSet<>();
  private boolean header = CopyOptions.DEFAULT.header();
  private char delimiter = CopyOptions.DEFAULT.delimiter();
  private char quote = CopyOptions.DEFAULT.quote();
  private String nullText = CopyOptions.DEFAULT.nullText();
  private Charset encoding = CopyOptions.DEFAULT.encoding();

  void add(SqlParserPos position, String name, Optional<String> value) {
    if (!seen.add(name)) {
      throw SqlSyntaxException.at(position, "COPY option " + name + " is given twice");
    }
    switch (name) {
      case "HEADER" -> header = flag(position, name, value.orElse("TRUE"));
      case "DELIMITER" -> delimiter = character(position, name, value);
      case "QUOTE" -> quote = character(position, name, value);
      case "NULL" -> nullText = required(position, name, value);
      case "ENCODING" -> encoding = charset(position, required(position, name, value));
      case "FORMAT" -> requireCsv(position, required(position, name, value));
      case "CSV" -> {
        if (value.isPresent()) {
          throw SqlSyntaxException.at(position, "COPY option CSV has no value");
        }
      }
      default ->
          throw SqlSyntaxException.at(
              position,
              "unknown COPY option "
                  + name
                  + ", expected HEADER, DELIMITER, QUOTE, NULL, ENCODING or FORMAT");
    }
  }

  CopyOptions options() {
    return new CopyOptions(header, delimiter, quote, nullText, encoding);
  }

  private static boolean flag(SqlParserPos position, String name, String value) {
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "TRUE", "ON", "1" -> true;
      case "FALSE", "OFF", "0" -> false;
      default ->
          throw SqlSyntaxException.at(
              position, "COPY option " + name + " is \"" + value + "\", expected TRUE or FALSE");
    };
  }

  private static char character(SqlParserPos position, String name, Optional<String> value) {
    String text = required(position, name, value);
    if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
      throw SqlSyntaxException.at(
          position, "COPY option " + name + " is '" + text + "', expected one character");
    }
    return text.charAt(0);
  }

  private static Charset charset(SqlParserPos position, String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw SqlSyntaxException.at(position, "unknown encoding '" + name + "'");
    }
  }

  private static void requireCsv(SqlParserPos position, String format) {
    if (!format.equalsIgnoreCase("CSV")) {
      throw SqlSyntaxException.at(position, "COPY format is " + format + ", expected CSV");
    }
  }

  private static String required(SqlParserPos position, String name, Optional<String> value) {
    return value.orElseThrow(
        () -> SqlSyntaxException.at(position, "COPY option " + name + " needs a value"));
  }
}
