package io.armillaria.sql.parser;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlWriter;

/// How the CSV file of a COPY is written.
///
/// @param header whether the first line has the names of the columns
/// @param nullText the text, without quotes, that stands for NULL
public record CopyOptions(
    boolean header, char delimiter, char quote, String nullText, Charset encoding) {
  public static final CopyOptions DEFAULT =
      new CopyOptions(false, ',', '"', "", StandardCharsets.UTF_8);

  public CopyOptions {
    Objects.requireNonNull(nullText, "nullText");
    Objects.requireNonNull(encoding, "encoding");
  }

  void unparse(SqlWriter writer) {
    List<String> options = new ArrayList<>();
    if (header) {
      options.add("HEADER");
    }
    if (delimiter != DEFAULT.delimiter) {
      options.add("DELIMITER " + SqlText.literal(String.valueOf(delimiter)));
    }
    if (quote != DEFAULT.quote) {
      options.add("QUOTE " + SqlText.literal(String.valueOf(quote)));
    }
    if (!nullText.equals(DEFAULT.nullText)) {
      options.add("NULL " + SqlText.literal(nullText));
    }
    if (!encoding.equals(DEFAULT.encoding)) {
      options.add("ENCODING " + SqlText.literal(encoding.name()));
    }
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      SqlText.parenthesized(writer, options, option -> SqlText.print(writer, option));
    }
  }
}
