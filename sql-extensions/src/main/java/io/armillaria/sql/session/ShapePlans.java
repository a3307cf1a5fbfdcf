package io.armillaria.sql.session;

import io.armillaria.sql.parser.LiteralShape;
import io.armillaria.sql.parser.ShapeParameters;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlNode;

/// Which literals of which shapes are parameters. A shape is looked at when its second text comes:
/// most never do. Safe for many threads.
final class ShapePlans {
  private static final int CAPACITY = 512;

  /// Empty for a shape that was met once.
  private final Map<String, Optional<List<Integer>>> shapes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<List<Integer>>> eldest) {
          return size() > CAPACITY;
        }
      };

  /// The literals that are parameters in the plans of the shape, none when it has no such plans.
  synchronized List<Integer> parameters(LiteralShape shape) {
    String text = shape.text();
    Optional<List<Integer>> known = shapes.get(text);
    if (known == null) {
      shapes.put(text, Optional.empty());
      return List.of();
    }
    if (known.isEmpty()) {
      shapes.put(text, Optional.of(ShapeParameters.of(shape)));
    }
    return shapes.get(text).orElseThrow();
  }

  private synchronized void narrow(LiteralShape shape, List<Integer> parameters) {
    shapes.put(shape.text(), Optional.of(parameters));
  }

  /// A plan for all queries with these parameters; empty when some of them are compared with what
  /// makes them be read as other than they are written. Then they are none from now on.
  ///
  /// @param compile makes a statement of a query
  Optional<CompiledStatement> compiled(
      LiteralShape shape, List<Integer> parameters, Function<SqlNode, CompiledStatement> compile) {
    Optional<CompiledQuery> query = query(shape, parameters, compile);
    List<DataType> types = query.map(CompiledQuery::parameters).orElse(List.of());
    List<Object> values = shape.values(parameters);
    List<Integer> fitting =
        IntStream.range(0, types.size())
            .filter(i -> isRead(types.get(i), values.get(i)))
            .mapToObj(parameters::get)
            .toList();
    if (fitting.equals(parameters) && query.filter(ShapePlans::isIndifferent).isPresent()) {
      return query.map(CompiledShape::new);
    }
    narrow(shape, fitting.equals(parameters) ? List.of() : fitting);
    return Optional.empty();
  }

  /// Whether neither the plan nor the outcome depends on what is known of the values before.
  private static boolean isIndifferent(CompiledQuery query) {
    return query.query().tables().size() == 1 && PlainConditions.areAll(query.query().plan());
  }

  /// Empty where it cannot be planned so: what is wrong, the plan of the text tells.
  private static Optional<CompiledQuery> query(
      LiteralShape shape, List<Integer> parameters, Function<SqlNode, CompiledStatement> compile) {
    try {
      return compile.apply(ShapeParameters.replaced(shape, parameters))
              instanceof CompiledQuery query
          ? Optional.of(query)
          : Optional.empty();
    } catch (DatabaseException _) {
      return Optional.empty();
    }
  }

  private static boolean isRead(DataType type, Object literal) {
    return literal instanceof Long ? type == Plain.BIGINT : type instanceof DataType.Varchar;
  }
}
