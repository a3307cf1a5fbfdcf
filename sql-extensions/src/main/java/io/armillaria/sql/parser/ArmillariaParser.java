package io.armillaria.sql.parser;

import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.util.SourceStringReader;

/// Parses Armillaria's SQL. Unquoted identifiers fold to upper case, `"` quotes.
public final class ArmillariaParser {
  public static final int MAX_IDENTIFIER_LENGTH = 128;

  private ArmillariaParser() {}

  /// Parses one statement, which may end with `;`.
  ///
  /// @throws SqlSyntaxException if the text is anything else
  public static SqlNode parseStatement(String sql) {
    return parse(sql, ArmillariaParserImpl::StatementToEnd);
  }

  /// Parses statements that are separated by `;`. Empty ones are left out.
  ///
  /// @throws SqlSyntaxException if any of them does not parse
  public static List<SqlNode> parseScript(String sql) {
    return List.copyOf(parse(sql, ArmillariaParserImpl::ScriptToEnd));
  }

  /// The statements of a script as text, without their semicolons and without empty ones. They are
  /// not parsed: each can be run before the next is looked at.
  public static List<String> split(String script) {
    return ScriptSplitter.split(script);
  }

  /// The SQL text of a node; it parses to an equal node.
  public static String unparse(SqlNode node) {
    return SqlText.of(node);
  }

  private static <T> T parse(String sql, Production<T> production) {
    SyntaxErrors.refuseNul(sql);
    ArmillariaParserImpl parser = parser(sql);
    try {
      Nesting.refuseDeep(sql);
      return production.parse(parser);
    } catch (ParseException e) {
      throw Expectation.of(e);
    } catch (TokenMgrError e) {
      throw SyntaxErrors.noToken(sql, parser.token_source.curLexState, e);
    } catch (CalciteContextException e) {
      throw SyntaxErrors.refused(e);
    } catch (NumberFormatException e) {
      throw SyntaxErrors.outOfRange(parser.token);
    } catch (StackOverflowError e) {
      throw SyntaxErrors.tooLong();
    }
  }

  static ArmillariaParserImpl parser(String sql) {
    // The generated lexer cannot read from an empty buffer.
    SourceStringReader reader = new SourceStringReader(sql.isEmpty() ? " " : sql);
    ArmillariaParserImpl parser =
        (ArmillariaParserImpl) ArmillariaParserImpl.FACTORY.getParser(reader);
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.TO_UPPER);
    parser.setIdentifierMaxLength(MAX_IDENTIFIER_LENGTH);
    parser.setConformance(ArmillariaConformance.INSTANCE);
    parser.switchTo(LexicalState.DQID);
    return parser;
  }

  /// One of the grammar's rules.
  interface Production<T> {
    T parse(ArmillariaParserImpl parser) throws ParseException;
  }
}
