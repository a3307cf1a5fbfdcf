package io.armillaria.sql.copy;

import io.armillaria.sql.parser.CopyOptions;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.List;

/// A CSV file being written. It takes the place of an older one only when it is complete.
public final class CsvOutput implements AutoCloseable {
  private final String file;
  private final Path partial;
  private final CopyOptions options;
  private final Writer writer;

  /// @throws io.armillaria.storage.failure.DatabaseException FileProblem
  public CsvOutput(String file, CopyOptions options) {
    this.file = file;
    this.options = options;
    Path path = Path.of(file).toAbsolutePath();
    this.partial = path.resolveSibling(path.getFileName() + ".partial");
    try {
      writer =
          new BufferedWriter(
              new OutputStreamWriter(
                  Files.newOutputStream(partial),
                  options.encoding().newEncoder().onUnmappableCharacter(CodingErrorAction.REPORT)),
              1 << 16);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  public void header(List<String> names) {
    try {
      for (int i = 0; i < names.size(); i++) {
        separator(i);
        field(names.get(i));
      }
      writer.write('\n');
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /// @param zone for points in time
  public void rows(ColumnVector[] columns, int rows, List<DataType> types, ZoneId zone) {
    try {
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < columns.length; i++) {
          separator(i);
          if (columns[i].isNull(row)) {
            writer.write(options.nullText());
          } else {
            field(FieldText.of(columns[i], row, types.get(i), zone));
          }
        }
        writer.write('\n');
      }
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private void separator(int column) throws IOException {
    if (column > 0) {
      writer.write(options.delimiter());
    }
  }

  private void field(String text) throws IOException {
    if (!needsQuotes(text)) {
      writer.write(text);
      return;
    }
    writer.write(options.quote());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == options.quote()) {
        writer.write(options.quote());
      }
      writer.write(text.charAt(i));
    }
    writer.write(options.quote());
  }

  private boolean needsQuotes(String text) {
    if (text.equals(options.nullText()) || text.isEmpty()) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == options.delimiter()
          || character == options.quote()
          || character == '\n'
          || character == '\r') {
        return true;
      }
    }
    return false;
  }

  /// Puts the file in its place.
  public void finish() {
    try {
      writer.close();
      Files.move(partial, Path.of(file).toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /// Without [#finish], leaves nothing behind.
  @Override
  public void close() {
    try {
      writer.close();
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private RuntimeException problem(IOException e) {
    return new Failure.FileProblem(file, "The file " + file + " cannot be written: " + e + ".")
        .raise(e);
  }
}
