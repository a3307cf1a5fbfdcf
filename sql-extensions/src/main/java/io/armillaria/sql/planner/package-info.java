/// Queries to physical plans: validation, conversion and optimisation with Calcite's rules, and the
/// translation of what comes out.
package io.armillaria.sql.planner;
