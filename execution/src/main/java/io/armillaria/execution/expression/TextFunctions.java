package io.armillaria.execution.expression;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Functions of texts whose results are new bytes or numbers. Those whose results are parts of
/// their argument are in [TextParts].
final class TextFunctions {
  private TextFunctions() {}

  static Evaluator of(Function function, Evaluator[] arguments, TextUnit unit) {
    return switch (function) {
      case CONCAT -> new RowBytes(arguments, false, TextFunctions::concat);
      case UPPER -> new RowBytes(arguments, false, (in, i, sink) -> upper(text(in, 0), i, sink));
      case LOWER -> new RowBytes(arguments, false, (in, i, sink) -> lower(text(in, 0), i, sink));
      case INITCAP ->
          new RowBytes(arguments, false, (in, i, sink) -> sink.append(initcap(string(in, 0, i))));
      case LENGTH ->
          new RowLongs(
              arguments,
              false,
              (in, i) -> {
                BytesVector text = text(in, 0);
                return unit.count(text.data(), text.starts()[i], text.lengths()[i]);
              });
      case OCTET_LENGTH -> new RowLongs(arguments, false, (in, i) -> text(in, 0).lengths()[i]);
      case POSITION -> new RowLongs(arguments, false, (in, i) -> position(in, i, unit));
      case REPLACE -> new RowBytes(arguments, false, TextFunctions::replace);
      case OVERLAY -> new RowBytes(arguments, true, (in, i, sink) -> overlay(in, i, sink, unit));
      case LPAD -> new RowBytes(arguments, true, (in, i, sink) -> pad(in, i, sink, true));
      case RPAD -> new RowBytes(arguments, true, (in, i, sink) -> pad(in, i, sink, false));
      case REPEAT -> new RowBytes(arguments, true, TextFunctions::repeat);
      case REVERSE ->
          new RowBytes(
              arguments,
              false,
              (in, i, sink) ->
                  sink.append(new StringBuilder(string(in, 0, i)).reverse().toString()));
      case ASCII ->
          new RowLongs(
              arguments,
              false,
              (in, i) -> text(in, 0).lengths()[i] == 0 ? 0 : string(in, 0, i).codePointAt(0));
      case CHR ->
          new RowBytes(
              arguments, true, (in, i, sink) -> sink.append(character(Numbers.longAt(in[0], i))));
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  static BytesVector text(ColumnVector[] in, int argument) {
    return (BytesVector) in[argument];
  }

  private static String string(ColumnVector[] in, int argument, int row) {
    return text(in, argument).text(row);
  }

  private static void append(BytesVector text, int row, ByteSink sink) {
    sink.append(text.data(), text.starts()[row], text.lengths()[row]);
  }

  private static void concat(ColumnVector[] in, int row, ByteSink sink) {
    for (ColumnVector part : in) {
      append((BytesVector) part, row, sink);
    }
  }

  static void upper(BytesVector text, int row, ByteSink sink) {
    byte[] data = text.data();
    int start = text.starts()[row];
    int length = text.lengths()[row];
    if (!Utf8.ascii(data, start, length)) {
      sink.append(text.text(row).toUpperCase(Locale.ROOT));
      return;
    }
    for (int i = start; i < start + length; i++) {
      byte b = data[i];
      sink.append((byte) (b >= 'a' && b <= 'z' ? b - 32 : b));
    }
  }

  static void lower(BytesVector text, int row, ByteSink sink) {
    byte[] data = text.data();
    int start = text.starts()[row];
    int length = text.lengths()[row];
    if (!Utf8.ascii(data, start, length)) {
      sink.append(text.text(row).toLowerCase(Locale.ROOT));
      return;
    }
    for (int i = start; i < start + length; i++) {
      byte b = data[i];
      sink.append((byte) (b >= 'A' && b <= 'Z' ? b + 32 : b));
    }
  }

  private static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      result.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inside = Character.isLetterOrDigit(c);
    }
    return result.toString();
  }

  private static long position(ColumnVector[] in, int row, TextUnit unit) {
    BytesVector sought = text(in, 0);
    BytesVector text = text(in, 1);
    byte[] data = text.data();
    int start = text.starts()[row];
    int end = start + text.lengths()[row];
    long first = in.length > 2 ? Math.max(1, Numbers.longAt(in[2], row)) : 1;
    if (first - 1 > text.lengths()[row]) {
      return 0;
    }
    int from = unit.skip(data, start, end, first - 1);
    byte[] bytes = bytes(sought, row);
    int found = Utf8.indexOf(data, from, end, bytes);
    return found < 0 ? 0 : unit.count(data, start, found - start) + 1;
  }

  private static byte[] bytes(BytesVector text, int row) {
    int start = text.starts()[row];
    return Arrays.copyOfRange(text.data(), start, start + text.lengths()[row]);
  }

  private static void replace(ColumnVector[] in, int row, ByteSink sink) {
    BytesVector text = text(in, 0);
    byte[] sought = bytes(text(in, 1), row);
    byte[] data = text.data();
    int at = text.starts()[row];
    int end = at + text.lengths()[row];
    while (sought.length > 0) {
      int found = Utf8.indexOf(data, at, end, sought);
      if (found < 0) {
        break;
      }
      sink.append(data, at, found - at);
      append(text(in, 2), row, sink);
      at = found + sought.length;
    }
    sink.append(data, at, end - at);
  }

  private static void overlay(ColumnVector[] in, int row, ByteSink sink, TextUnit unit) {
    BytesVector text = text(in, 0);
    BytesVector replacement = text(in, 1);
    long from = Numbers.longAt(in[2], row);
    long length =
        in.length > 3
            ? Numbers.longAt(in[3], row)
            : unit.count(replacement.data(), replacement.starts()[row], replacement.lengths()[row]);
    if (from < 1 || length < 0) {
      throw new Failure.InvalidArgument(
              "OVERLAY needs a start of at least 1 and a length of at least 0, but has "
                  + from
                  + " and "
                  + length
                  + ".")
          .raise();
    }
    int start = text.starts()[row];
    int end = start + text.lengths()[row];
    int cut = unit.skip(text.data(), start, end, from - 1);
    int rest = unit.skip(text.data(), cut, end, length);
    sink.append(text.data(), start, cut - start);
    append(replacement, row, sink);
    sink.append(text.data(), rest, end - rest);
  }

  private static void pad(ColumnVector[] in, int row, ByteSink sink, boolean left) {
    BytesVector text = text(in, 0);
    byte[] data = text.data();
    int start = text.starts()[row];
    int end = start + text.lengths()[row];
    long wanted = Math.max(0, Numbers.longAt(in[1], row));
    byte[] filler = in.length > 2 ? bytes(text(in, 2), row) : new byte[] {' '};
    long missing = wanted - Utf8.count(data, start, end - start);
    if (missing <= 0) {
      sink.append(data, start, Utf8.skip(data, start, end, wanted) - start);
      return;
    }
    if (left) {
      fill(filler, missing, sink);
    }
    sink.append(data, start, end - start);
    if (!left) {
      fill(filler, missing, sink);
    }
  }

  private static void fill(byte[] filler, long characters, ByteSink sink) {
    int period = Utf8.count(filler, 0, filler.length);
    if (period == 0) {
      return;
    }
    sink.room(characters / period * filler.length);
    for (long i = 0; i < characters / period; i++) {
      sink.append(filler);
    }
    sink.append(filler, 0, Utf8.skip(filler, 0, filler.length, characters % period));
  }

  private static void repeat(ColumnVector[] in, int row, ByteSink sink) {
    BytesVector text = text(in, 0);
    int length = text.lengths()[row];
    long times = length == 0 ? 0 : Math.max(0, Numbers.longAt(in[1], row));
    sink.room(times > Integer.MAX_VALUE ? Long.MAX_VALUE / 2 : times * length);
    for (long i = 0; i < times; i++) {
      append(text, row, sink);
    }
  }

  private static byte[] character(long code) {
    boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (code < 1 || code > Character.MAX_CODE_POINT || surrogate) {
      throw noCharacter(code);
    }
    return Character.toString((int) code).getBytes(StandardCharsets.UTF_8);
  }

  private static DatabaseException noCharacter(long code) {
    return new Failure.InvalidArgument("There is no character of code " + code + ".").raise();
  }
}
