package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.sql.schema.TableBinder;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.type.DataType.Plain;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/// The condition of a CHECK: it depends on nothing but the columns of one row. Text that has no
/// zone is read in UTC, so that a row means the same in every session.
public final class CheckCondition {
  private final SqlNode condition;
  private final String sql;

  private CheckCondition(SqlNode condition) {
    this.condition = condition;
    this.sql = ArmillariaParser.unparse(condition);
  }

  /// @param sql as [#sql] gave it
  public static CheckCondition of(String sql) {
    SqlCall values = (SqlCall) ArmillariaParser.parseStatement("VALUES (" + sql + ")");
    return new CheckCondition(((SqlCall) values.operand(0)).operand(0));
  }

  /// As a statement has it; names of columns with the table's name before them lose that.
  ///
  /// @param constraint for messages
  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported for a subquery or
  ///   parameter
  public static CheckCondition of(SqlNode written, String table, String constraint) {
    refuseQueries(written, constraint);
    return new CheckCondition(
        written.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier name) {
                return name.names.size() == 2 && name.names.getFirst().equals(table)
                    ? new SqlIdentifier(name.names.getLast(), name.getParserPosition())
                    : name;
              }
            }));
  }

  private static void refuseQueries(SqlNode written, String constraint) {
    written.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
              throw new Failure.Unsupported(
                      "Check "
                          + constraint
                          + " has a subquery, but a check may read only the row itself. Use a"
                          + " UNIQUE or FOREIGN KEY constraint for what depends on other rows.")
                  .raise();
            }
            return super.visit(call);
          }

          @Override
          public Void visit(SqlDynamicParam parameter) {
            throw new Failure.Unsupported(
                    "Check "
                        + constraint
                        + " has a parameter, but its condition is kept as it is. Write the value.")
                .raise();
          }
        });
  }

  public String sql() {
    return sql;
  }

  /// The names that may be columns.
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    condition.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            names.add(name.names.getLast());
            return null;
          }
        });
    return names;
  }

  /// The same condition after a column got another name.
  public CheckCondition renamed(String column, String newName) {
    return new CheckCondition(
        condition.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier name) {
                return name.isSimple() && name.getSimple().equals(column)
                    ? new SqlIdentifier(newName, name.getParserPosition())
                    : name;
              }
            }));
  }

  /// The condition over the columns of the schema, by their places.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException whatever is wrong with it; Unsupported
  ///   when it is not the same at any time
  public Expression over(String table, TableSchema schema, String constraint) {
    // the validator changes the tree that it is given
    SqlNodeList items = SqlNodeList.of(CheckCondition.of(sql).condition);
    SqlSelect select =
        new SqlSelect(
            SqlParserPos.ZERO,
            null,
            items,
            new SqlIdentifier(TableBinder.TARGET, SqlParserPos.ZERO),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    QueryPlanner planner =
        new QueryPlanner(
            TableBinder.of(new RowShape(table, schema)), new ConstantFolder(ZoneOffset.UTC));
    Expression expression = ofRows(planner.plan(select).plan(), schema, constraint);
    if (expression.type() != Plain.BOOLEAN) {
      throw new Failure.TypeMismatch(
              "Check "
                  + constraint
                  + " is of type "
                  + expression.type().sql()
                  + ", but a condition is BOOLEAN.")
          .raise();
    }
    if (ConstantFolder.isVolatile(expression)) {
      throw new Failure.Unsupported(
              "Check "
                  + constraint
                  + " depends on the time or on chance, but a row that was right stays right."
                  + " Compare columns and constants only.")
          .raise();
    }
    return expression;
  }

  private static Expression ofRows(PhysicalPlan plan, TableSchema schema, String constraint) {
    return switch (plan) {
      case PhysicalPlan.Scan scan when scan.filters().isEmpty() ->
          moved(new Expression.Column(0, scan.types().getFirst()), scan, schema);
      case PhysicalPlan.Project(PhysicalPlan.Scan scan, List<Expression> expressions)
          when scan.filters().isEmpty() ->
          moved(expressions.getFirst(), scan, schema);
      default ->
          throw new Failure.Semantic(
                  "Check "
                      + constraint
                      + " is no condition on one row: it has aggregate or window functions.")
              .raise();
    };
  }

  private static Expression moved(
      Expression expression, PhysicalPlan.Scan scan, TableSchema schema) {
    int[] places =
        IntStream.range(0, scan.columns().size())
            .map(i -> ordinal(scan.columns().get(i), schema))
            .toArray();
    return Columns.moved(expression, places);
  }

  /// Columns that are to be made have no id of their own yet, so ids may occur twice there.
  private static int ordinal(int id, TableSchema schema) {
    List<Column> columns = schema.columns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).id() == id)
        .findFirst()
        .orElseThrow();
  }
}
