/// Batches of rows, the unit in which operators hand on their work.
package io.armillaria.execution.batch;
