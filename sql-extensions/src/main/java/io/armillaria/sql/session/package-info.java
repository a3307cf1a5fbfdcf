/// Engines and sessions: SQL text in, rows out; what the JDBC driver is built on.
package io.armillaria.sql.session;
