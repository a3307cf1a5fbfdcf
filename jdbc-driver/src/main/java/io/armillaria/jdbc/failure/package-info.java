/// From the engine's failures to SQLSTATEs and the exceptions of JDBC.
package io.armillaria.jdbc.failure;
