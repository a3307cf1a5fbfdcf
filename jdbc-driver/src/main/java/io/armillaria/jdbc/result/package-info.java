/// Result sets over the engine's batches, and over rows made by the driver itself.
package io.armillaria.jdbc.result;
