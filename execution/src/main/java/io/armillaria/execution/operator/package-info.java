/// Operators: the pipelines that run a physical plan.
package io.armillaria.execution.operator;
