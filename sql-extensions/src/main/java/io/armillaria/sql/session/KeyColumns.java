package io.armillaria.sql.session;

import java.util.List;

/// The columns of inserted rows that a caller asks for.
public sealed interface KeyColumns {
  /// The identity columns, or the primary key's where there are none.
  record Generated() implements KeyColumns {}

  /// Columns by name; a name that no column has is looked for ignoring case.
  record Named(List<String> names) implements KeyColumns {
    public Named {
      names = List.copyOf(names);
    }
  }

  /// Columns by their places in the table, from 1.
  record At(List<Integer> places) implements KeyColumns {
    public At {
      places = List.copyOf(places);
    }
  }
}
