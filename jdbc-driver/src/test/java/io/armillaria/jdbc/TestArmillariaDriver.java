package io.armillaria.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TestArmillariaDriver {
  private static Driver driver() throws SQLException {
    return DriverManager.getDriver("jdbc:armillaria:mem:");
  }

  @Test
  void theServiceIsFoundByItsUrl() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:armillaria:mem:")) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("Armillaria");
    }
  }

  @Test
  void foreignUrlsAreLeftToOthers() throws SQLException {
    assertThat(driver().acceptsURL("jdbc:h2:mem:")).isFalse();
    assertThat(driver().acceptsURL("JDBC:Armillaria:whatever")).isTrue();
    assertThat(driver().connect("jdbc:h2:mem:", new Properties())).isNull();
    assertThat(driver().getPropertyInfo("jdbc:h2:mem:", new Properties())).isEmpty();
  }

  @Test
  void propertiesAreDescribed() throws SQLException {
    DriverPropertyInfo[] properties =
        driver().getPropertyInfo("jdbc:armillaria:mem:;branch=dev", new Properties());
    assertThat(Arrays.stream(properties).map(p -> p.name + "=" + p.value))
        .containsExactly(
            "branch=dev",
            "user=",
            "password=",
            "create=",
            "readOnly=false",
            "native=auto",
            "layout=pack",
            "io=mapped",
            "durability=full",
            "epochMicros=0",
            "leafRows=",
            "threads=0",
            "memoryLimit=",
            "timeZone=",
            "catalogs=current",
            "lockTimeout=30000",
            "transactionTimeout=30000",
            "closeOnLast=false",
            "warmUp=true");
    assertThat(driver().getPropertyInfo("jdbc:armillaria:", null)).hasSize(properties.length);
    assertThat(properties[5].choices).containsExactly("auto", "on", "off");
  }

  @Test
  void theVersionIsTheBuilds() throws SQLException {
    assertThat(driver().getMajorVersion()).isEqualTo(new EmbeddedDriver().getMajorVersion());
    assertThat(driver().getMinorVersion()).isEqualTo(new EmbeddedDriver().getMinorVersion());
    assertThat(driver().jdbcCompliant()).isFalse();
  }
}
