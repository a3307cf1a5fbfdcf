package io.armillaria.sql.parser;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.Metadata;

/// The kinds of tokens that begin the large constructs of the grammar, asked of the parser itself:
/// it refuses a text that cannot be right and says what it wanted. Computed on the first error.
final class Beginnings {
  /// Begin an expression.
  static final BitSet EXPRESSION = expected("", ArmillariaParserImpl::SqlExpressionEof);

  /// Begin a data type.
  static final BitSet TYPE = expected("", ArmillariaParserImpl::DataType);

  /// May follow a complete expression and continue it.
  static final BitSet OPERATOR = expected("1 1", ArmillariaParserImpl::SqlExpressionEof);

  static {
    OPERATOR.clear(ArmillariaParserImplConstants.EOF);
  }

  private static final Metadata KEYWORDS = ArmillariaParser.parser("").getMetadata();

  private Beginnings() {}

  /// Whether a keyword may also be an identifier.
  static boolean isName(String keyword) {
    return KEYWORDS.isNonReservedKeyword(keyword);
  }

  private static BitSet expected(String text, ArmillariaParser.Production<?> production) {
    BitSet kinds = new BitSet();
    try {
      production.parse(ArmillariaParser.parser(text));
    } catch (ParseException e) {
      Arrays.stream(e.expectedTokenSequences).forEach(sequence -> kinds.set(sequence[0]));
    }
    return kinds;
  }
}
