package io.armillaria.sql.parser;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.checkerframework.checker.nullness.qual.Nullable;

/// The node that carries a [Statement] through Calcite. Visitors see the queries inside as its
/// operands; Calcite's validator takes only those, never the node itself.
public final class ArmillariaStatement extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("STATEMENT", SqlKind.OTHER_DDL);

  private final Statement statement;

  ArmillariaStatement(SqlParserPos position, Statement statement) {
    super(position);
    this.statement = Objects.requireNonNull(statement, "statement");
  }

  public Statement statement() {
    return statement;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return statement.children();
  }

  @Override
  public SqlNode clone(SqlParserPos position) {
    return new ArmillariaStatement(position, statement);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    statement.unparse(writer);
  }

  /// Equal statements have equal text.
  @Override
  public boolean equalsDeep(@Nullable SqlNode node, Litmus litmus) {
    boolean equal =
        node instanceof ArmillariaStatement other
            && ArmillariaParser.unparse(this).equals(ArmillariaParser.unparse(other));
    return equal ? litmus.succeed() : litmus.fail("{} != {}", this, node);
  }
}
