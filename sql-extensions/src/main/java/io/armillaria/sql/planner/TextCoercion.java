package io.armillaria.sql.planner;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/// Calcite's casts, but none from text to text in the inputs of set operations. Where the text of a
/// recursive query grows from round to round, a cast to the length of the first would cut it.
/// Constants that are compared with CHAR become CHAR of its length, see [CharConstants].
final class TextCoercion extends TypeCoercionImpl {
  TextCoercion(RelDataTypeFactory factory, SqlValidator validator) {
    super(factory, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    boolean aligned = CharConstants.align(binding);
    return super.binaryComparisonCoercion(binding) || aligned;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    boolean aligned = CharConstants.align(binding);
    return super.inOperationCoercion(binding) || aligned;
  }

  @Override
  public boolean rowTypeCoercion(
      SqlValidatorScope scope, SqlNode query, int column, RelDataType target) {
    RelDataType row = validator.getValidatedNodeTypeIfKnown(query);
    boolean isText =
        row != null
            && column < row.getFieldCount()
            && SqlTypeUtil.inCharFamily(row.getFieldList().get(column).getType())
            && SqlTypeUtil.inCharFamily(target);
    return !isText && super.rowTypeCoercion(scope, query, column, target);
  }
}
