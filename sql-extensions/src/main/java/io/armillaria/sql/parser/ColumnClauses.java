package io.armillaria.sql.parser;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Gathers what stands behind a column's type; each may stand there once, in any order.
final class ColumnClauses {
  private final String name;
  private final SqlDataTypeSpec type;
  private final List<TableConstraint> constraints;
  private Optional<Boolean> nullable = Optional.empty();
  private Optional<SqlNode> defaultValue = Optional.empty();
  private Optional<ColumnDefinition.Identity> identity = Optional.empty();
  private Optional<ColumnDefinition.MergeRule> merge = Optional.empty();

  ColumnClauses(String name, SqlDataTypeSpec type, List<TableConstraint> constraints) {
    this.name = name;
    this.type = type;
    this.constraints = constraints;
  }

  /// A column of PostgreSQL's type SERIAL and its like: a whole number with an identity.
  static ColumnClauses ofSerial(
      String name, SqlDataTypeSpec type, List<TableConstraint> constraints) {
    ColumnClauses clauses = new ColumnClauses(name, type, constraints);
    clauses.nullable = Optional.of(false);
    clauses.identity = Optional.of(ColumnDefinition.Identity.BY_DEFAULT);
    return clauses;
  }

  /// The list of this column only.
  List<String> alone() {
    return List.of(name);
  }

  void add(TableConstraint constraint) {
    constraints.add(constraint);
  }

  void nullable(boolean value, SqlParserPos position) {
    if (nullable.isPresent() && nullable.get() != value) {
      throw SqlSyntaxException.at(position, "column " + name + " is both NULL and NOT NULL");
    }
    nullable = Optional.of(value);
  }

  void defaultValue(SqlNode value, SqlParserPos position) {
    refuseSecond(defaultValue, "DEFAULT", position);
    defaultValue = Optional.of(value);
  }

  void identity(ColumnDefinition.Identity value, SqlParserPos position) {
    refuseSecond(identity, "IDENTITY", position);
    identity = Optional.of(value);
  }

  void merge(ColumnDefinition.MergeRule value, SqlParserPos position) {
    refuseSecond(merge, "MERGE", position);
    merge = Optional.of(value);
  }

  private void refuseSecond(Optional<?> first, String clause, SqlParserPos position) {
    if (first.isPresent()) {
      throw SqlSyntaxException.at(position, "column " + name + " has a second " + clause);
    }
  }

  ColumnDefinition column() {
    return new ColumnDefinition(name, type, nullable.orElse(true), defaultValue, identity, merge);
  }
}
