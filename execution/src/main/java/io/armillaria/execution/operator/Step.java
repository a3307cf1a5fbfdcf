package io.armillaria.execution.operator;

/// An operator of a pipeline, to be made once for each worker.
interface Step {
  Operator create(Operator input);
}
