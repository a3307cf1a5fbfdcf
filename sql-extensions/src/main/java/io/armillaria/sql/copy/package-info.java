/// CSV files into vectors and back.
package io.armillaria.sql.copy;
