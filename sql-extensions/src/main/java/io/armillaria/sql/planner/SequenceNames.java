package io.armillaria.sql.planner;

import io.armillaria.sql.parser.ArmillariaParser;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/// The sequences that an expression takes numbers from.
public final class SequenceNames {
  private SequenceNames() {}

  /// @param sql an expression
  public static Set<String> in(String sql) {
    Set<String> names = new HashSet<>();
    if (!sql.contains("VALUE FOR") && !sql.toUpperCase(Locale.ROOT).contains("VAL\"(")) {
      return names;
    }
    ArmillariaParser.parseStatement("VALUES (" + sql + ")")
        .accept(
            new SqlBasicVisitor<Void>() {
              @Override
              public Void visit(SqlCall call) {
                switch (call.getKind()) {
                  case NEXT_VALUE, CURRENT_VALUE ->
                      names.add(((SqlIdentifier) call.operand(0)).names.getLast());
                  case OTHER_FUNCTION -> {
                    boolean named = call.getOperator().getName().endsWith("VAL");
                    if (named && call.operand(0) instanceof SqlCharStringLiteral text) {
                      names.add(SequenceCalls.path(text.getValueAs(String.class)).getLast());
                    }
                  }
                  default -> {}
                }
                return super.visit(call);
              }
            });
    return names;
  }
}
