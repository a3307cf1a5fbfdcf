package io.armillaria.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// Marks a suite that needs the driver.
@Tag("armillaria")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Armillaria {}
