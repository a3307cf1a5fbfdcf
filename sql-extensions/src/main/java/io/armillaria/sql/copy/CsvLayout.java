package io.armillaria.sql.copy;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The columns that a file may fill.
///
/// @param byHeader whether the file's header, if there is one, says which field is which; otherwise
///   they come in this order
public record CsvLayout(List<Column> columns, boolean byHeader) {
  public CsvLayout {
    columns = List.copyOf(columns);
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /// For each field of a record the place of its column here.
  int[] places() {
    return IntStream.range(0, columns.size()).toArray();
  }

  int[] places(List<String> header, String file) {
    if (!byHeader) {
      return places();
    }
    int[] places = new int[header.size()];
    for (int i = 0; i < places.length; i++) {
      int field = i;
      places[i] =
          place(header.get(i).strip())
              .filter(place -> IntStream.range(0, field).noneMatch(j -> places[j] == place))
              .orElseThrow(() -> unknown(header.get(field), field, file));
    }
    return places;
  }

  private Optional<Integer> place(String name) {
    List<String> names = names();
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return Optional.of(exact);
    }
    List<Integer> similar =
        IntStream.range(0, names.size())
            .filter(i -> names.get(i).equalsIgnoreCase(name))
            .boxed()
            .toList();
    return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
  }

  private RuntimeException unknown(String name, int field, String file) {
    return new Failure.BadCopyRow(
            file,
            1,
            field + 1,
            file
                + ", line 1, field "
                + (field + 1)
                + ": the header's '"
                + name
                + "' is none of the columns "
                + Failure.listing(names())
                + ", or is there twice. Nothing was loaded.")
        .raise();
  }
}
