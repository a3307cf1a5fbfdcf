package io.armillaria.execution.expression;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A LIKE pattern, as the pieces between its `%`. The first piece must stand at the text's begin,
/// the last at its end, the others in this order between them, each as early as it can.
final class LikePattern implements TextPredicate.Test {
  /// Bytes in which `wild[i]` says that a `_` stands at byte i: any one character.
  private record Piece(byte[] bytes, boolean[] wild, boolean anyWild) {}

  private final Piece first;
  private final Piece[] middle;
  // null when the pattern has no `%`
  private final Piece last;

  private LikePattern(List<Piece> pieces) {
    first = pieces.getFirst();
    last = pieces.size() == 1 ? null : pieces.getLast();
    middle =
        pieces.size() < 3
            ? new Piece[0]
            : pieces.subList(1, pieces.size() - 1).stream()
                .filter(piece -> piece.bytes.length > 0)
                .toArray(Piece[]::new);
  }

  /// @param escape the escape character, or null for none
  static LikePattern of(String pattern, String escape) {
    int escapeCharacter = escape == null ? -1 : escapeCharacter(escape);
    List<Piece> pieces = new ArrayList<>();
    ByteSink bytes = new ByteSink();
    List<Integer> wild = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      if (c == escapeCharacter) {
        if (at == pattern.length()) {
          throw badEscape(pattern);
        }
        c = pattern.codePointAt(at);
        at += Character.charCount(c);
        if (c != '%' && c != '_' && c != escapeCharacter) {
          throw badEscape(pattern);
        }
        bytes.append(Character.toString(c));
      } else if (c == '%') {
        pieces.add(piece(bytes, wild));
        bytes = new ByteSink();
        wild = new ArrayList<>();
      } else if (c == '_') {
        wild.add(bytes.length());
        bytes.append((byte) '_');
      } else {
        bytes.append(Character.toString(c));
      }
    }
    pieces.add(piece(bytes, wild));
    return new LikePattern(pieces);
  }

  @Override
  public boolean holds(byte[] data, int start, int length) {
    int end = start + length;
    int at = match(first, data, start, end);
    if (at < 0 || last == null) {
      return at == end;
    }
    for (Piece piece : middle) {
      at = find(piece, data, at, end);
      if (at < 0) {
        return false;
      }
    }
    return endsWith(last, data, at, end);
  }

  /// Where the text goes on after `piece` stands at `at`; -1 when it does not.
  private static int match(Piece piece, byte[] data, int at, int end) {
    byte[] bytes = piece.bytes;
    if (!piece.anyWild) {
      return end - at >= bytes.length
              && Arrays.equals(data, at, at + bytes.length, bytes, 0, bytes.length)
          ? at + bytes.length
          : -1;
    }
    int place = at;
    for (int i = 0; i < bytes.length; i++) {
      if (place >= end) {
        return -1;
      }
      if (piece.wild[i]) {
        place = Utf8.skip(data, place, end, 1);
      } else if (data[place++] != bytes[i]) {
        return -1;
      }
    }
    return place;
  }

  /// Where the text goes on after the first place at which `piece` stands; -1 for none.
  private static int find(Piece piece, byte[] data, int from, int end) {
    if (!piece.anyWild) {
      int found = Utf8.indexOf(data, from, end, piece.bytes);
      return found < 0 ? -1 : found + piece.bytes.length;
    }
    for (int at = from; at < end; at = Utf8.skip(data, at, end, 1)) {
      int after = match(piece, data, at, end);
      if (after >= 0) {
        return after;
      }
    }
    return -1;
  }

  private static boolean endsWith(Piece piece, byte[] data, int from, int end) {
    if (!piece.anyWild) {
      int at = end - piece.bytes.length;
      return at >= from && match(piece, data, at, end) == end;
    }
    int characters = Utf8.count(piece.bytes, 0, piece.bytes.length);
    int at = Utf8.skipBack(data, from, end, characters);
    return at >= 0 && match(piece, data, at, end) == end;
  }

  private static Piece piece(ByteSink sink, List<Integer> wildAt) {
    byte[] bytes = Arrays.copyOf(sink.data(), sink.length());
    boolean[] wild = new boolean[bytes.length];
    wildAt.forEach(i -> wild[i] = true);
    return new Piece(bytes, wild, !wildAt.isEmpty());
  }

  static int escapeCharacter(String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw new Failure.InvalidArgument("An ESCAPE must be one character, but is '" + escape + "'.")
          .raise();
    }
    return escape.codePointAt(0);
  }

  static DatabaseException badEscape(String pattern) {
    return new Failure.InvalidArgument(
            "In the pattern '"
                + pattern
                + "' the escape character is followed by nothing that needs one.")
        .raise();
  }

  static String string(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
