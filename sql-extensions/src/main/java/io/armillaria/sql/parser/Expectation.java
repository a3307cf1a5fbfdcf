package io.armillaria.sql.parser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the grammar would have taken in place of the token that it met, in a user's words and with
/// the likeliest first.
final class Expectation {
  private static final int SHOWN = 8;

  /// Everything else comes after these, operators last.
  private static final List<String> LIKELY =
      List.of(
          "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "WITH", "INTO", "FROM", "JOIN", "ON",
          "SET", "VALUES", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "BY", "TABLE", "BRANCH",
          "TAG", "AS", "AND", "OR", "\")\"", "\",\"", "\"(\"");

  private Expectation() {}

  static SqlSyntaxException of(ParseException e) {
    Token token = e.currentToken.next;
    List<int[]> sequences = List.of(e.expectedTokenSequences);
    int depth = 0;
    while (true) {
      List<int[]> longer = continuing(sequences, depth, token.kind);
      if (longer.isEmpty() || token.next == null) {
        break;
      }
      sequences = longer;
      token = token.next;
      depth++;
    }
    List<String> expected = names(sequences, depth, e.tokenImage);
    Optional<String> found =
        token.kind == ArmillariaParserImplConstants.EOF
            ? Optional.empty()
            : Optional.of(token.image);
    return SqlSyntaxException.unexpected(
        token.beginLine,
        token.beginColumn,
        found,
        expected.subList(0, Math.min(SHOWN, expected.size())),
        expected.size() > SHOWN);
  }

  /// The sequences that agree with the token and want another one after it.
  private static List<int[]> continuing(List<int[]> sequences, int depth, int kind) {
    return sequences.stream()
        .filter(sequence -> sequence.length > depth + 1 && sequence[depth] == kind)
        .toList();
  }

  private static List<String> names(List<int[]> sequences, int depth, String[] images) {
    boolean identifier =
        sequences.stream()
            .anyMatch(sequence -> sequence[depth] == ArmillariaParserImplConstants.IDENTIFIER);
    List<String> names = new ArrayList<>();
    for (int[] sequence : sequences) {
      Optional<String> name = TokenNames.of(images[sequence[depth]], identifier);
      name.filter(each -> !names.contains(each)).ifPresent(names::add);
    }
    names.sort(Comparator.comparingInt(Expectation::rank).thenComparing(Comparator.naturalOrder()));
    return names;
  }

  private static int rank(String name) {
    int likely = LIKELY.indexOf(name);
    if (likely >= 0) {
      return likely;
    }
    return name.startsWith("\"") ? LIKELY.size() + 1 : LIKELY.size();
  }
}
