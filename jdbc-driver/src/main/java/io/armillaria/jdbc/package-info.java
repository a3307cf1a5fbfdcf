/// The JDBC driver: URLs, connections and statements over the engine's sessions.
package io.armillaria.jdbc;
