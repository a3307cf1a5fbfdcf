/// DatabaseMetaData: what there is, and what the driver can do.
package io.armillaria.jdbc.metadata;
