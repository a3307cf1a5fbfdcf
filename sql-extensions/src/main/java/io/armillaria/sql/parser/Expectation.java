package io.armillaria.sql.parser;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the grammar would have taken in place of the token that it met, in a user's words and with
/// the likeliest first.
final class Expectation {
  private static final int SHOWN = 8;

  /// Everything else comes after these, punctuation last.
  private static final List<String> LIKELY =
      """
      a name|an integer|a string|an expression|a type
      SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER
      FROM|INTO|JOIN|ON|SET|VALUES|WHERE|GROUP|HAVING|ORDER|LIMIT|BY|WITH
      TABLE|BRANCH|TAG|AS|")"|","|"("|an operator|the end of the statement\
      """
          .lines()
          .flatMap(line -> Stream.of(line.split("\\|", -1)))
          .toList();

  private static final Comparator<String> LIKELIEST =
      Comparator.comparingInt(Expectation::rank).thenComparing(Comparator.naturalOrder());

  private Expectation() {}

  static SqlSyntaxException of(ParseException e) {
    List<int[]> sequences = List.of(e.expectedTokenSequences);
    Token before = e.currentToken;
    int depth = 0;
    while (true) {
      List<int[]> agreeing = continuing(sequences, depth, before.next.kind);
      if (agreeing.isEmpty() || before.next.next == null) {
        break;
      }
      sequences = agreeing;
      before = before.next;
      depth++;
    }
    BitSet kinds = new BitSet();
    for (int[] sequence : sequences) {
      kinds.set(sequence[depth]);
    }
    return refuse(before, before.next, names(kinds, e.tokenImage));
  }

  /// The sequences that agree with the token and want another one after it.
  private static List<int[]> continuing(List<int[]> sequences, int depth, int kind) {
    return sequences.stream()
        .filter(sequence -> sequence.length > depth + 1 && sequence[depth] == kind)
        .toList();
  }

  private static SqlSyntaxException refuse(Token before, Token token, List<String> names) {
    List<String> shown = names.subList(0, Math.min(SHOWN, names.size()));
    boolean more = names.size() > SHOWN;
    return switch (token.kind) {
      case ArmillariaParserImplConstants.EOF ->
          SqlSyntaxException.unexpected(
              Math.max(1, before.endLine), before.endColumn + 1, Optional.empty(), shown, more);
      case ArmillariaParserImplConstants.QUOTE ->
          SqlSyntaxException.at(token.beginLine, token.beginColumn, "a string has no end");
      case ArmillariaParserImplConstants.DOUBLE_QUOTE ->
          SqlSyntaxException.at(
              token.beginLine, token.beginColumn, "a quoted name is empty or has no end");
      default ->
          SqlSyntaxException.unexpected(
              token.beginLine, token.beginColumn, Optional.of(token.image), shown, more);
    };
  }

  private static List<String> names(BitSet kinds, String[] images) {
    TreeSet<String> names = new TreeSet<>(LIKELIEST);
    if (kinds.get(ArmillariaParserImplConstants.CASE)) {
      names.add("an expression");
      kinds.andNot(Beginnings.EXPRESSION);
    }
    if (kinds.get(ArmillariaParserImplConstants.BIGINT)) {
      names.add("a type");
      kinds.andNot(Beginnings.TYPE);
    }
    if (kinds.get(ArmillariaParserImplConstants.OVERLAPS)) {
      names.add("an operator");
      kinds.andNot(Beginnings.OPERATOR);
    }
    boolean identifier = kinds.get(ArmillariaParserImplConstants.IDENTIFIER);
    if (identifier) {
      // An alias; the grammar would take a string too.
      kinds.clear(ArmillariaParserImplConstants.QUOTED_STRING);
    }
    kinds.stream()
        .mapToObj(kind -> TokenNames.of(kind, images[kind], identifier))
        .flatMap(Optional::stream)
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static int rank(String name) {
    int likely = LIKELY.indexOf(name);
    if (likely >= 0) {
      return likely;
    }
    return name.startsWith("\"") ? LIKELY.size() + 1 : LIKELY.size();
  }
}
