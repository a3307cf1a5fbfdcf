/// The console, and the demo that tours the product. Knows the database by JDBC only.
package io.armillaria.sqlline;
