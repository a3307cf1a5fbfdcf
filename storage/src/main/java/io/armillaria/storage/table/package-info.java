/// Tables as they are at one version: schema, segments, deleted rows, keys.
package io.armillaria.storage.table;
