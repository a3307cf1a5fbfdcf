package io.armillaria.sql.planner;

import io.armillaria.sql.parser.ArmillariaConformance;
import java.util.Optional;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/// Calcite's validator with our dialect. A parameter whose type nothing says is VARCHAR; the
/// columns of a query that feeds a table take the table's types for their parameters.
final class StatementValidator extends SqlValidatorImpl {
  private final Optional<RelDataType> target;
  private boolean targetUsed;

  /// @param target the row that the query's result is written to, if it is
  StatementValidator(
      CalciteCatalogReader catalog,
      org.apache.calcite.rel.type.RelDataTypeFactory factory,
      Optional<RelDataType> target) {
    super(
        Operators.TABLE,
        catalog,
        factory,
        SqlValidator.Config.DEFAULT
            .withConformance(ArmillariaConformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withTypeCoercionEnabled(true)
            .withIdentifierExpansion(true));
    this.target = target;
  }

  @Override
  public void validateQuery(SqlNode node, SqlValidatorScope scope, RelDataType targetRowType) {
    boolean isTop = !targetUsed;
    targetUsed = true;
    super.validateQuery(node, scope, isTop && target.isPresent() ? target.get() : targetRowType);
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    boolean isUntyped = node instanceof SqlDynamicParam && inferredType.equals(unknownType);
    super.inferUnknownTypes(
        isUntyped ? typeFactory.createSqlType(SqlTypeName.VARCHAR) : inferredType, scope, node);
  }
}
