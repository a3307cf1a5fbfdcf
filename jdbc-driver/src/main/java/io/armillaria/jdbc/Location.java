package io.armillaria.jdbc;

import java.nio.file.Path;

/// Where a database is.
sealed interface Location {
  /// `path` is canonical, so that one database has one.
  record Directory(Path path) implements Location {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// A database in memory that connections find by its name.
  record NamedMemory(String name) implements Location {
    @Override
    public String toString() {
      return "mem:" + name;
    }
  }

  /// A database in memory of one connection's own.
  record PrivateMemory() implements Location {
    @Override
    public String toString() {
      return "mem:";
    }
  }
}
