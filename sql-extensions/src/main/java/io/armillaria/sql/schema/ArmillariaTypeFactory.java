package io.armillaria.sql.schema;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Makes Calcite's types, with text in UTF-8.
public final class ArmillariaTypeFactory extends SqlTypeFactoryImpl {
  public ArmillariaTypeFactory() {
    super(ArmillariaTypeSystem.INSTANCE);
  }

  /// Numbers and points in time have nothing in common.
  @Override
  public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
    boolean hasNumber = types.stream().anyMatch(SqlTypeUtil::isNumeric);
    boolean hasTime = types.stream().anyMatch(SqlTypeUtil::isDatetime);
    return hasNumber && hasTime ? null : super.leastRestrictive(types, rule);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
