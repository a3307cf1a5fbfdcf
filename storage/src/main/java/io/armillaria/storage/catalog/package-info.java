/// Refs, commits and which tables each commit has.
package io.armillaria.storage.catalog;
