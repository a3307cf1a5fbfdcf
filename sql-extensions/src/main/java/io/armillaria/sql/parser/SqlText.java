package io.armillaria.sql.parser;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.pretty.SqlPrettyWriter;

/// Writes the pieces that our statements share. Identifiers are always quoted, so that what was
/// folded to upper case and what was quoted come out alike.
final class SqlText {
  private static final SqlDialect DIALECT =
      new SqlDialect(SqlDialect.EMPTY_CONTEXT.withIdentifierQuoteString("\""));

  private static final SqlWriterConfig CONFIG =
      SqlPrettyWriter.config()
          .withDialect(DIALECT)
          .withQuoteAllIdentifiers(true)
          .withAlwaysUseParentheses(false)
          .withSelectListItemsOnSeparateLines(false)
          .withUpdateSetListNewline(false)
          .withClauseStartsLine(false)
          .withIndentation(0);

  private SqlText() {}

  static String of(SqlNode node) {
    boolean statement = node.isA(SqlKind.TOP_LEVEL) || node instanceof ArmillariaStatement;
    SqlPrettyWriter writer = new SqlPrettyWriter(CONFIG);
    if (statement) {
      node.unparse(writer, 0, 0);
    } else {
      // some of Calcite's operators can only be written within a list
      SqlWriter.Frame frame = writer.startList("", "");
      node.unparse(writer, 0, 0);
      writer.endList(frame);
    }
    return writer.toSqlString().getSql();
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static void keywords(SqlWriter writer, String keywords) {
    for (String keyword : keywords.split(" ", -1)) {
      writer.keyword(keyword);
    }
  }

  static void string(SqlWriter writer, String text) {
    writer.literal(literal(text));
  }

  static void identifier(SqlWriter writer, String name) {
    writer.identifier(name, true);
  }

  static void ref(SqlWriter writer, String ref) {
    print(writer, RefName.sql(ref));
  }

  /// Text that keeps its distance from the next token.
  static void print(SqlWriter writer, String text) {
    writer.print(text);
    writer.setNeedWhitespace(true);
  }

  static void table(SqlWriter writer, TableName table) {
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.IDENTIFIER);
    for (String part : table.path()) {
      writer.sep(".");
      identifier(writer, part);
    }
    writer.endList(frame);
    table
        .branch()
        .ifPresent(
            branch -> {
              writer.setNeedWhitespace(false);
              print(writer, "@" + RefName.sql(branch));
            });
    version(writer, table.version());
  }

  static void version(SqlWriter writer, VersionClause version) {
    if (!version.sql().isEmpty()) {
      print(writer, version.sql());
    }
  }

  static void ifExists(SqlWriter writer, boolean ifExists) {
    if (ifExists) {
      keywords(writer, "IF EXISTS");
    }
  }

  static void ifNotExists(SqlWriter writer, boolean ifNotExists) {
    if (ifNotExists) {
      keywords(writer, "IF NOT EXISTS");
    }
  }

  static void cascade(SqlWriter writer, boolean cascade) {
    if (cascade) {
      writer.keyword("CASCADE");
    }
  }

  static void constraint(SqlWriter writer, Optional<String> name) {
    name.ifPresent(
        given -> {
          writer.keyword("CONSTRAINT");
          identifier(writer, given);
        });
  }

  static void alterColumn(SqlWriter writer, String column, String change) {
    keywords(writer, "ALTER COLUMN");
    identifier(writer, column);
    keywords(writer, change);
  }

  /// What stands behind FROM or USING.
  static void from(SqlWriter writer, SqlNode tables) {
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.FROM_LIST);
    tables.unparse(writer, 0, 0);
    writer.endList(frame);
  }

  static void assignments(SqlWriter writer, SqlNodeList columns, SqlNodeList values) {
    SqlWriter.Frame frame = writer.startList("", "");
    for (int i = 0; i < columns.size(); i++) {
      writer.sep(",");
      columns.get(i).unparse(writer, 0, 0);
      writer.keyword("=");
      values.get(i).unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  static <T> void list(SqlWriter writer, List<T> items, Consumer<T> item) {
    SqlWriter.Frame frame = writer.startList("", "");
    for (T each : items) {
      writer.sep(",");
      item.accept(each);
    }
    writer.endList(frame);
  }

  static <T> void parenthesized(SqlWriter writer, List<T> items, Consumer<T> item) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (T each : items) {
      writer.sep(",");
      item.accept(each);
    }
    writer.endList(frame);
  }

  /// A query in one pair of parentheses, which most queries would not write by themselves.
  static void query(SqlWriter writer, SqlNode query) {
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.ORDER_BY, "(", ")");
    query.unparse(writer, 0, 0);
    writer.endList(frame);
  }

  static void columns(SqlWriter writer, List<String> columns) {
    parenthesized(writer, columns, column -> identifier(writer, column));
  }
}
