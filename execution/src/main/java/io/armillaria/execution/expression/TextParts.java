package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import java.util.Arrays;

/// SUBSTRING, LEFT, RIGHT and TRIM: the result shares the bytes of the argument.
final class TextParts implements Evaluator {
  /// Finds a part of a text: `from << 32 | length`, from counting from the start of the data.
  private interface Part {
    long of(BytesVector text, ColumnVector[] in, int row);
  }

  private final RowArguments arguments;
  private final int textAt;
  private final boolean fallible;
  private final Part part;
  private final int[] starts = new int[Batch.CAPACITY];
  private final int[] lengths = new int[Batch.CAPACITY];

  private TextParts(Evaluator[] arguments, int textAt, boolean fallible, Part part) {
    this.arguments = new RowArguments(arguments);
    this.textAt = textAt;
    this.fallible = fallible;
    this.part = part;
  }

  static Evaluator of(Function function, Evaluator[] arguments, TextUnit unit) {
    return switch (function) {
      case SUBSTRING ->
          new TextParts(arguments, 0, true, (text, in, i) -> substring(text, in, i, unit));
      case LEFT -> new TextParts(arguments, 0, false, (text, in, i) -> left(text, in, i, unit));
      case RIGHT -> new TextParts(arguments, 0, false, (text, in, i) -> right(text, in, i, unit));
      case TRIM_BOTH -> new TextParts(arguments, 1, false, trim(true, true));
      case TRIM_LEADING -> new TextParts(arguments, 1, false, trim(true, false));
      case TRIM_TRAILING -> new TextParts(arguments, 1, false, trim(false, true));
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector[] vectors = arguments.evaluate(batch);
    boolean[] nulls = arguments.nulls();
    BytesVector text = (BytesVector) vectors[textAt];
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      long found = nulls != null && nulls[i] ? 0 : part.of(text, vectors, i);
      starts[i] = (int) (found >>> 32);
      lengths[i] = (int) found;
    }
    return new BytesVector(text.data(), starts, lengths, nulls);
  }

  @Override
  public boolean fallible() {
    return fallible || arguments.fallible();
  }

  private static long part(int from, int to) {
    return (long) from << 32 | Math.max(0, to - from);
  }

  private static long substring(BytesVector text, ColumnVector[] in, int row, TextUnit unit) {
    int start = text.starts()[row];
    int end = start + text.lengths()[row];
    long first = Numbers.longAt(in[1], row);
    // the place after the last character wanted, counted from 1
    long last = Long.MAX_VALUE;
    if (in.length > 2) {
      long length = Numbers.longAt(in[2], row);
      if (length < 0) {
        throw new Failure.InvalidArgument(
                "SUBSTRING needs a length of at least 0, but has " + length + ".")
            .raise();
      }
      last = first > Long.MAX_VALUE - length ? Long.MAX_VALUE : first + length;
    }
    long begin = Math.max(first, 1);
    int from = unit.skip(text.data(), start, end, begin - 1);
    return part(from, unit.skip(text.data(), from, end, last - begin));
  }

  private static long left(BytesVector text, ColumnVector[] in, int row, TextUnit unit) {
    int start = text.starts()[row];
    int length = text.lengths()[row];
    long wanted = Numbers.longAt(in[1], row);
    if (wanted < 0) {
      wanted += unit.count(text.data(), start, length);
    }
    return part(start, unit.skip(text.data(), start, start + length, wanted));
  }

  private static long right(BytesVector text, ColumnVector[] in, int row, TextUnit unit) {
    int start = text.starts()[row];
    int length = text.lengths()[row];
    long wanted = Numbers.longAt(in[1], row);
    long skipped =
        wanted < 0
            ? -Math.max(wanted, -Integer.MAX_VALUE)
            : unit.count(text.data(), start, length) - wanted;
    return part(unit.skip(text.data(), start, start + length, skipped), start + length);
  }

  private static Part trim(boolean leading, boolean trailing) {
    return (text, in, row) -> {
      BytesVector characters = (BytesVector) in[0];
      byte[] data = text.data();
      int from = text.starts()[row];
      int to = from + text.lengths()[row];
      while (leading && from < to) {
        int next = Utf8.skip(data, from, to, 1);
        if (!contains(characters, row, data, from, next)) {
          break;
        }
        from = next;
      }
      while (trailing && from < to) {
        int last = Utf8.skipBack(data, from, to, 1);
        if (!contains(characters, row, data, last, to)) {
          break;
        }
        to = last;
      }
      return part(from, to);
    };
  }

  /// Whether the character `data[from .. to)` is among those to trim.
  private static boolean contains(BytesVector characters, int row, byte[] data, int from, int to) {
    byte[] set = characters.data();
    int end = characters.starts()[row] + characters.lengths()[row];
    int at = characters.starts()[row];
    while (at < end) {
      int next = Utf8.skip(set, at, end, 1);
      if (Arrays.equals(set, at, next, data, from, to)) {
        return true;
      }
      at = next;
    }
    return false;
  }
}
