package io.armillaria.execution.plan;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a scan finds its rows without a look at all of them: by the primary key or an index whose
/// first columns its filters compare with known values.
///
/// @param values for each column of the path the expressions, without columns, that it may equal
public record Access(KeyPath path, List<List<Expression>> values) {
  private static final long MOST_KEYS = 1000;

  public Access {
    values = values.stream().map(List::copyOf).toList();
  }

  /// The best way, if there is one: a whole key first, then the longest part of one, the primary
  /// key before indexes.
  public static Optional<Access> of(PhysicalPlan.Scan scan, TableSchema schema) {
    if (scan.filters().isEmpty() || (!schema.hasPrimaryKey() && schema.allIndexes().isEmpty())) {
      return Optional.empty();
    }
    Map<Integer, List<Expression>> known = new HashMap<>();
    for (Expression filter : scan.filters()) {
      collect(filter, scan, schema, known);
    }
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Optional<Access> best = of(schema, schema.primaryKey(), known);
    for (Index index : schema.allIndexes()) {
      Optional<Access> next = of(schema, index.columns(), known);
      if (next.isPresent() && (best.isEmpty() || next.get().isBetterThan(best.get()))) {
        best = next;
      }
    }
    return best;
  }

  private boolean isBetterThan(Access other) {
    return path.exact() == other.path.exact()
        ? !path.exact() && values.size() > other.values.size()
        : path.exact();
  }

  private static Optional<Access> of(
      TableSchema schema, List<Integer> key, Map<Integer, List<Expression>> known) {
    List<Integer> columns = new ArrayList<>();
    long keys = 1;
    for (int column : key) {
      if (!known.containsKey(column) || keys * known.get(column).size() > MOST_KEYS) {
        break;
      }
      keys *= known.get(column).size();
      columns.add(column);
    }
    return columns.isEmpty()
        ? Optional.empty()
        : KeyPath.of(schema, columns)
            .map(path -> new Access(path, path.columns().stream().map(known::get).toList()));
  }

  private static void collect(
      Expression filter,
      PhysicalPlan.Scan scan,
      TableSchema schema,
      Map<Integer, List<Expression>> known) {
    switch (filter) {
      case Expression.Call(Function function, List<Expression> arguments, _) -> {
        if (function == Function.EQUAL) {
          enter(arguments.get(0), List.of(arguments.get(1)), scan, schema, known);
          enter(arguments.get(1), List.of(arguments.get(0)), scan, schema, known);
        }
      }
      case Expression.In in -> enter(in.operand(), in.members(), scan, schema, known);
      default -> {}
    }
  }

  private static void enter(
      Expression side,
      List<Expression> values,
      PhysicalPlan.Scan scan,
      TableSchema schema,
      Map<Integer, List<Expression>> known) {
    Expression bare =
        side instanceof Expression.Cast cast && keepsBytes(cast.operand().type(), cast.type())
            ? cast.operand()
            : side;
    if (bare instanceof Expression.Column(int place, _) && place < scan.columns().size()) {
      int id = scan.columns().get(place);
      DataType type = schema.columns().get(schema.ordinalOfId(id)).type();
      boolean usable =
          values.stream().allMatch(value -> isConstant(value) && comparesBytes(type, value.type()));
      if (usable && (!known.containsKey(id) || known.get(id).size() > values.size())) {
        known.put(id, values);
      }
    }
  }

  private static boolean isConstant(Expression expression) {
    return Expressions.columns(expression).length == 0;
  }

  /// Whether a cast changes no stored value.
  private static boolean keepsBytes(DataType from, DataType to) {
    return comparesBytes(from, to)
        && switch (to) {
          case DataType.Varchar(int length) ->
              switch (from) {
                case DataType.Char text -> text.length() <= length;
                case DataType.Varchar text -> text.length() <= length;
                default -> false;
              };
          case DataType.Plain plain -> isWhole(plain) && isWhole(from);
          case DataType.Decimal _ -> from instanceof DataType.Decimal;
          default -> false;
        };
  }

  private static boolean isWhole(DataType type) {
    return type == DataType.Plain.SMALLINT
        || type == DataType.Plain.INTEGER
        || type == DataType.Plain.BIGINT;
  }

  /// Whether equal values of the two types are stored alike.
  private static boolean comparesBytes(DataType left, DataType right) {
    return left.layout() == right.layout() && scale(left) == scale(right);
  }

  private static int scale(DataType type) {
    return type instanceof DataType.Decimal(_, int scale) ? scale : 0;
  }
}
