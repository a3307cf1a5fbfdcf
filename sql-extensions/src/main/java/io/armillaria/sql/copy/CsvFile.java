package io.armillaria.sql.copy;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.armillaria.sql.parser.CopyOptions;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;

/// A CSV file to be read.
public final class CsvFile {
  private static final int BATCH = 16_384;

  private final String file;
  private final CopyOptions options;

  public CsvFile(String file, CopyOptions options) {
    this.file = file;
    this.options = options;
  }

  /// Reads all rows and hands them on in batches, a vector for each column of the layout; null for
  /// a column that the file has not.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException BadCopyRow, FileProblem
  public void read(
      CsvLayout layout, TextConversion conversion, ObjIntConsumer<ColumnVector[]> batches) {
    CsvRows rows = new CsvRows(file, layout, options.header(), options.nullText(), conversion);
    try (Reader reader = open();
        CsvReader<Boolean> records =
            CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .skipEmptyLines(layout.columns().size() > 1)
                .build(rows, reader);
        CloseableIterator<Boolean> iterator = records.iterator()) {
      while (iterator.hasNext()) {
        iterator.next();
        if (rows.rows() == BATCH) {
          batches.accept(rows.take(), BATCH);
        }
      }
      int rest = rows.rows();
      if (rest > 0) {
        batches.accept(rows.take(), rest);
      }
    } catch (CsvParseException e) {
      throw inside(e);
    } catch (UncheckedIOException e) {
      throw problem(e.getCause());
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private Reader open() throws IOException {
    Reader reader =
        new InputStreamReader(
            Files.newInputStream(Path.of(file)),
            options
                .encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return new WithoutMark(reader);
  }

  /// Our own exception from within a field, or what is wrong with the file's form.
  private RuntimeException inside(CsvParseException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case DatabaseException ours -> {
          return ours;
        }
        case IOException io -> {
          return problem(io);
        }
        default -> {}
      }
    }
    return new Failure.FileProblem(
            file, "The file " + file + " cannot be read as CSV: " + thrown.getMessage())
        .raise(thrown);
  }

  private RuntimeException problem(IOException e) {
    String message =
        switch (e) {
          case NoSuchFileException _ -> "does not exist";
          case CharacterCodingException _ -> "has bytes that are no " + options.encoding().name();
          default -> "cannot be read: " + e;
        };
    return new Failure.FileProblem(file, "The file " + file + " " + message + ".").raise(e);
  }
}
