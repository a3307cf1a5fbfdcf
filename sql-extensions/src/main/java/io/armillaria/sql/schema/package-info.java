/// The types and tables of a database in Calcite's terms: type system, name resolution, system
/// tables.
package io.armillaria.sql.schema;
