/// The memory that queries share under a limit, and the files that take what does not fit.
package io.armillaria.execution.memory;
