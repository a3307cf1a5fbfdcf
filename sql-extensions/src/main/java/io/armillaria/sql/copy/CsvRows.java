package io.armillaria.sql.copy;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes in the records of a CSV file, straight from the reader's buffer.
final class CsvRows extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final String file;
  private final CsvLayout layout;
  private final String nullText;
  private final List<FieldReader> readers = new ArrayList<>();
  private Optional<int[]> places;
  private final List<String> header = new ArrayList<>();
  private int rows;

  CsvRows(
      String file,
      CsvLayout layout,
      boolean hasHeader,
      String nullText,
      TextConversion conversion) {
    this.file = file;
    this.layout = layout;
    this.nullText = nullText;
    this.places = hasHeader ? Optional.empty() : Optional.of(layout.places());
    layout.columns().forEach(column -> readers.add(new FieldReader(column.type(), conversion)));
  }

  /// Rows taken in since the last [#take].
  int rows() {
    return rows;
  }

  /// The rows so far, a vector for each column of the layout; null for one that the file has not.
  ColumnVector[] take() {
    ColumnVector[] vectors = new ColumnVector[readers.size()];
    for (int i = 0; i < vectors.length; i++) {
      VectorBuilder builder = readers.get(i).builder();
      vectors[i] = builder.rows() == rows ? builder.build() : null;
    }
    rows = 0;
    return vectors;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (places.isEmpty()) {
      header.add(new String(buffer, offset, length));
      return;
    }
    int[] order = places.get();
    if (index >= order.length) {
      throw bad(index, "the row has more than " + order.length + " fields");
    }
    FieldReader reader = readers.get(order[index]);
    if (!quoted && isNull(buffer, offset, length)) {
      Column column = layout.columns().get(order[index]);
      if (!column.nullable()) {
        throw bad(index, "column " + column.name() + " is NOT NULL, but the field is empty");
      }
      reader.appendNull();
      return;
    }
    try {
      reader.append(buffer, offset, length);
    } catch (DatabaseException e) {
      throw bad(
          index, "column " + layout.columns().get(order[index]).name() + ": " + e.getMessage());
    }
  }

  private boolean isNull(char[] buffer, int offset, int length) {
    if (length != nullText.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer[offset + i] != nullText.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// An empty line is a row of one empty field.
  @Override
  protected void handleEmpty() {
    handleField(0, new char[0], 0, 0, false);
  }

  @Override
  protected Boolean buildRecord() {
    if (places.isEmpty()) {
      places = Optional.of(layout.places(header, file));
      return false;
    }
    int found = Math.max(1, getFieldCount());
    if (found < places.get().length) {
      throw bad(found - 1, "the row has " + found + " fields, not " + places.get().length);
    }
    rows++;
    return true;
  }

  private RuntimeException bad(int index, String message) {
    return new Failure.BadCopyRow(
            file,
            getStartingLineNumber(),
            index + 1,
            file
                + ", line "
                + getStartingLineNumber()
                + ", field "
                + (index + 1)
                + ": "
                + message
                + (message.endsWith(".") ? "" : ".")
                + " Nothing was loaded.")
        .raise();
  }
}
