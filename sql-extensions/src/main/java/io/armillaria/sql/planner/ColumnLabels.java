package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.pretty.SqlPrettyWriter;

/// Names for computed columns that have no alias: their own text, `COUNT(*)` for example. To be
/// taken before the validator rewrites the query.
final class ColumnLabels {
  private static final int LONGEST = 64;
  private static final SqlWriterConfig TEXT =
      SqlPrettyWriter.config()
          .withDialect(AnsiSqlDialect.DEFAULT)
          .withQuoteAllIdentifiers(false)
          .withAlwaysUseParentheses(false)
          .withIndentation(0);

  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();

  private ColumnLabels() {}

  static ColumnLabels of(SqlNode query) {
    ColumnLabels labels = new ColumnLabels();
    if (select(query) instanceof SqlSelect select) {
      List<String> side = labels.before;
      for (SqlNode item : select.getSelectList()) {
        if (item instanceof SqlIdentifier name && name.isStar()) {
          labels.after.clear();
          side = labels.after;
        } else {
          side.add(label(item));
        }
      }
    }
    return labels;
  }

  private static SqlNode select(SqlNode query) {
    return switch (query) {
      case SqlOrderBy order -> select(order.query);
      case SqlWith with -> select(with.body);
      case SqlBasicCall call when SqlKind.SET_QUERY.contains(call.getKind()) ->
          select(call.operand(0));
      default -> query;
    };
  }

  private static String label(SqlNode item) {
    if (item instanceof SqlIdentifier || item.getKind() == SqlKind.AS) {
      return "";
    }
    SqlPrettyWriter writer = new SqlPrettyWriter(TEXT);
    if (item.isA(SqlKind.QUERY)) {
      item.unparse(writer, 0, 0);
    } else {
      // NEXT VALUE FOR can only be written within a list
      SqlWriter.Frame frame = writer.startList("", "");
      item.unparse(writer, 0, 0);
      writer.endList(frame);
    }
    String text = writer.toSqlString().getSql().replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  /// The label of column `index` of `count`, when its own name is `name`.
  String label(int index, int count, String name) {
    if (!name.startsWith("EXPR$")) {
      return name;
    }
    String text = "";
    if (index < before.size()) {
      text = before.get(index);
    } else if (index >= count - after.size()) {
      text = after.get(index - (count - after.size()));
    }
    return text.isEmpty() ? name : text;
  }
}
