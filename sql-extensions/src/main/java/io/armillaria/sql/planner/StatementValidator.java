package io.armillaria.sql.planner;

import io.armillaria.sql.parser.ArmillariaConformance;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/// Calcite's validator with our dialect. A parameter whose type nothing says is VARCHAR; the
/// columns of a query that feeds a table take the table's types for their parameters. A number that
/// is compared with a column need not be one that the column can hold: its type is wider.
final class StatementValidator extends SqlValidatorImpl {
  private static final Set<SqlKind> COMPARISONS =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.BETWEEN,
          SqlKind.IN,
          SqlKind.NOT_IN);

  private final Optional<RelDataType> target;
  private final Set<Integer> wide;
  private final Set<SqlNode> compared = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean targetUsed;

  /// @param target the row that the query's result is written to, if it is
  /// @param wide the parameters that are decimals where they are compared with whole numbers
  StatementValidator(
      CalciteCatalogReader catalog,
      org.apache.calcite.rel.type.RelDataTypeFactory factory,
      Optional<RelDataType> target,
      Set<Integer> wide) {
    super(
        Operators.TABLE,
        catalog,
        factory,
        SqlValidator.Config.DEFAULT
            .withConformance(ArmillariaConformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withTypeCoercionEnabled(true)
            .withTypeCoercionFactory(TextCoercion::new)
            .withIdentifierExpansion(true));
    this.target = target;
    this.wide = wide;
  }

  @Override
  public void validateQuery(SqlNode node, SqlValidatorScope scope, RelDataType targetRowType) {
    boolean isTop = !targetUsed;
    targetUsed = true;
    super.validateQuery(node, scope, isTop && target.isPresent() ? target.get() : targetRowType);
  }

  @Override
  public void validateDataType(SqlDataTypeSpec type) {
    TypeBounds.check(type);
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (COMPARISONS.contains(node.getKind())) {
      ((SqlCall) node).getOperandList().forEach(this::addCompared);
    }
    super.inferUnknownTypes(
        node instanceof SqlDynamicParam parameter
            ? parameterType(inferredType, parameter)
            : inferredType,
        scope,
        node);
  }

  private void addCompared(SqlNode operand) {
    switch (operand) {
      case SqlDynamicParam parameter -> compared.add(parameter);
      case SqlNodeList list -> list.forEach(this::addCompared);
      case SqlCall call when call.getKind() == SqlKind.ROW ->
          call.getOperandList().forEach(this::addCompared);
      default -> {}
    }
  }

  private RelDataType parameterType(RelDataType inferred, SqlDynamicParam parameter) {
    if (inferred.equals(unknownType)) {
      return typeFactory.createSqlType(SqlTypeName.VARCHAR);
    }
    return compared.contains(parameter)
        ? ParameterTypes.compared(inferred, wide.contains(parameter.getIndex()), typeFactory)
        : inferred;
  }
}
