package io.armillaria.sql.session;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.expression.SequenceNumbers;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Rows made of constants and parameters only: filled into vectors without running a plan.
final class ParameterRows {
  private sealed interface Cell {
    record Constant(Object value) implements Cell {}

    record Parameter(int index) implements Cell {}

    /// The next number of a sequence.
    record Number(int sequence) implements Cell {}

    /// Text for a column of limited length.
    record Text(int index, DataType type, int length) implements Cell {}
  }

  private final List<List<Cell>> rows;
  private final List<DataType> types;

  private ParameterRows(List<List<Cell>> rows, List<DataType> types) {
    this.rows = rows;
    this.types = types;
  }

  /// Empty for a plan that is more than such rows.
  static Optional<ParameterRows> of(PhysicalPlan plan) {
    if (!(plan instanceof PhysicalPlan.Values(List<List<Expression>> rows, var types))) {
      return Optional.empty();
    }
    List<List<Cell>> cells = new ArrayList<>();
    for (List<Expression> row : rows) {
      List<Cell> line = new ArrayList<>();
      for (Expression expression : row) {
        Optional<Cell> cell = cell(expression);
        if (cell.isEmpty()) {
          return Optional.empty();
        }
        line.add(cell.get());
      }
      cells.add(line);
    }
    return Optional.of(new ParameterRows(cells, types));
  }

  private static Optional<Cell> cell(Expression expression) {
    return switch (expression) {
      case Expression.Literal(Object value, _) -> Optional.of(new Cell.Constant(value));
      case Expression.Parameter(int index, _) -> Optional.of(new Cell.Parameter(index));
      case Expression.Call(Function function, List<Expression> arguments, _)
          when function == Function.NEXT_NUMBER
              && arguments.getFirst() instanceof Expression.Literal(Long index, _) ->
          Optional.of(new Cell.Number(index.intValue()));
      case Expression.Cast(Expression.Parameter(int index, DataType from), DataType to, _)
          when from instanceof DataType.Varchar ->
          switch (to) {
            case DataType.Varchar(int length) -> Optional.of(new Cell.Text(index, to, length));
            case DataType.Char(int length) -> Optional.of(new Cell.Text(index, to, length));
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  /// Rows for each set of parameters.
  int rowsPerSet() {
    return rows.size();
  }

  /// The rows of all sets, one set after the other.
  ColumnVector[] vectors(List<Object[]> parameterSets, SequenceNumbers numbers) {
    ColumnVector[] vectors = new ColumnVector[types.size()];
    for (int i = 0; i < vectors.length; i++) {
      VectorBuilder builder =
          VectorBuilder.of(types.get(i).layout(), rows.size() * parameterSets.size());
      for (Object[] parameters : parameterSets) {
        for (List<Cell> row : rows) {
          builder.appendDefault(value(row.get(i), parameters, numbers));
        }
      }
      vectors[i] = builder.view();
    }
    return vectors;
  }

  private static Object value(Cell cell, Object[] parameters, SequenceNumbers numbers) {
    return switch (cell) {
      case Cell.Number(int sequence) -> {
        long[] number = new long[1];
        numbers.next(sequence, number, 1);
        yield number[0];
      }
      case Cell.Constant(Object value) -> value;
      case Cell.Parameter(int index) -> parameters[index];
      case Cell.Text(int index, DataType type, int length) ->
          parameters[index] == null ? null : fitted((byte[]) parameters[index], type, length);
    };
  }

  /// Text as it is stored: CHAR without trailing blanks; too long only when more than blanks are.
  private static byte[] fitted(byte[] text, DataType type, int length) {
    if (text.length > length) {
      int characters = 0;
      for (byte each : text) {
        characters += (each & 0xC0) == 0x80 ? 0 : 1;
      }
      if (characters > length) {
        return cut(text, type, length, characters);
      }
    }
    return type instanceof DataType.Char ? withoutBlanks(text) : text;
  }

  private static byte[] cut(byte[] text, DataType type, int length, int characters) {
    int blanks = text.length - withoutBlanks(text).length;
    if (characters - blanks > length) {
      throw new Failure.TextTooLong(
              type.sql(), characters, new String(text, StandardCharsets.UTF_8))
          .raise();
    }
    byte[] kept = Arrays.copyOf(text, text.length - (characters - length));
    return type instanceof DataType.Char ? withoutBlanks(kept) : kept;
  }

  private static byte[] withoutBlanks(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] == ' ') {
      end--;
    }
    return end == text.length ? text : Arrays.copyOf(text, end);
  }
}
