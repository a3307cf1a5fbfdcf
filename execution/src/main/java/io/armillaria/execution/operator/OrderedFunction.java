package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/// Makes an aggregate's value of a group's rows, which are in order.
interface OrderedFunction {
  /// Sets the result of `group` unless it is NULL.
  ///
  /// @param rows the group's rows are `rows[from .. to)`
  void compute(int[] rows, int from, int to, GroupValues results, int group);

  static OrderedFunction of(AggregateCall call, ColumnVector[] arguments) {
    return switch (call.function()) {
      case LISTAGG ->
          new Listing(arguments, call.arguments().size() - call.order().size(), call.distinct());
      case MODE -> new Mode(arguments[0]);
      case PERCENTILE_DISC -> new Percentile(call, arguments, false);
      case PERCENTILE_CONT -> new Percentile(call, arguments, true);
      default -> throw new IllegalArgumentException(call.function().toString());
    };
  }

  /// LISTAGG: the texts that are not NULL with the separator, if there is one, between them.
  record Listing(ColumnVector[] arguments, int values, boolean distinct)
      implements OrderedFunction {
    @Override
    public void compute(int[] rows, int from, int to, GroupValues results, int group) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      Set<ByteBuffer> seen = new HashSet<>();
      boolean any = false;
      BytesVector texts = (BytesVector) arguments[0];
      for (int i = from; i < to; i++) {
        int row = rows[i];
        if (texts.isNull(row) || (distinct && !seen.add(bytes(texts, row)))) {
          continue;
        }
        if (any && values > 1 && !arguments[1].isNull(row)) {
          write((BytesVector) arguments[1], row, text);
        }
        write(texts, row, text);
        any = true;
      }
      if (any) {
        results.set(group, text.toByteArray());
      }
    }

    private static ByteBuffer bytes(BytesVector texts, int row) {
      return ByteBuffer.wrap(texts.data(), texts.starts()[row], texts.lengths()[row]);
    }

    private static void write(BytesVector texts, int row, ByteArrayOutputStream target) {
      target.write(texts.data(), texts.starts()[row], texts.lengths()[row]);
    }
  }

  /// MODE: the value that comes most often, of several the least.
  record Mode(ColumnVector values) implements OrderedFunction {
    @Override
    public void compute(int[] rows, int from, int to, GroupValues results, int group) {
      int best = -1;
      int most = 0;
      int start = from;
      for (int i = from; i < to; i++) {
        if (values.isNull(rows[i])) {
          start = i + 1;
        } else if (RowOrder.compare(values, rows[start], values, rows[i]) != 0) {
          start = i;
        }
        if (i + 1 - start > most) {
          most = i + 1 - start;
          best = rows[i];
        }
      }
      if (best >= 0) {
        results.set(group, values, best);
      }
    }
  }
}
