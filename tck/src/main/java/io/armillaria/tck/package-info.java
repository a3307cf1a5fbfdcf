/// Black-box suites: what Armillaria promises, seen through JDBC alone, beside DuckDB and H2.
package io.armillaria.tck;
