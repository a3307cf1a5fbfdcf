package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/// `TABLE(GENERATE_SERIES(from, to [, step]))`: the whole numbers from one to another.
final class SeriesCalls {
  private static final String NAME = "GENERATE_SERIES";

  static final SqlFunction GENERATE_SERIES = new Generator();

  private SeriesCalls() {}

  static PhysicalPlan translate(TableFunctionScan scan, ConstantFolder folder) {
    if (!(scan.getCall() instanceof RexCall call) || !call.getOperator().equals(GENERATE_SERIES)) {
      throw new Failure.Unsupported("The table function " + scan.getCall()).raise();
    }
    Casts casts = new Casts(folder);
    List<Expression> bounds = new ArrayList<>();
    new ExpressionTranslator(List.of(), folder)
        .translate(call.getOperands())
        .forEach(each -> bounds.add(casts.to(each, Plain.BIGINT)));
    if (bounds.size() == 2) {
      bounds.add(Literals.ofLong(1, Plain.BIGINT));
    }
    return new PhysicalPlan.Series(bounds.get(0), bounds.get(1), bounds.get(2));
  }

  private static final class Generator extends SqlFunction implements SqlTableFunction {
    Generator() {
      super(
          NAME,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.CURSOR,
          null,
          OperandTypes.repeat(
              SqlOperandCountRanges.between(2, 3), OperandTypes.family(SqlTypeFamily.INTEGER)),
          SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    }

    @Override
    public SqlReturnTypeInference getRowTypeInference() {
      return binding -> binding.getTypeFactory().builder().add(NAME, SqlTypeName.BIGINT).build();
    }
  }
}
