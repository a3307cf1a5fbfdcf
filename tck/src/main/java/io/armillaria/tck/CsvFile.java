package io.armillaria.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a table as RFC 4180 with a header. NULL is an empty field, the empty string is quoted, so
/// the two stay apart.
public final class CsvFile {
  private CsvFile() {}

  public static Path write(Table table, Path file) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write(line(table.columns().stream().map(Column::name).toList()));
      for (List<Object> row : table.rows()) {
        writer.write(line(row));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + table.name() + " to " + file, e);
    }
  }

  private static String line(List<?> values) {
    return values.stream().map(CsvFile::field).collect(Collectors.joining(",", "", "\n"));
  }

  private static String field(Object value) {
    return switch (value) {
      case null -> "";
      case String text when text.isEmpty() || text.matches("(?s).*[\",\r\n].*|^ .*|.* $") ->
          '"' + text.replace("\"", "\"\"") + '"';
      case byte[] bytes ->
          throw new IllegalArgumentException("No CSV form for " + bytes.length + " bytes");
      default -> value.toString();
    };
  }
}
