package io.armillaria.sql.schema;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;

/// Makes Calcite's types, with text in UTF-8.
public final class ArmillariaTypeFactory extends SqlTypeFactoryImpl {
  public ArmillariaTypeFactory() {
    super(ArmillariaTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
