/// Scalar expressions and the kernels that compute them a batch at a time.
package io.armillaria.execution.expression;
