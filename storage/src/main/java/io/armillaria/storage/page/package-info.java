/// Persistent structures whose nodes are objects of the chunk store: a vector, a map, sorted runs.
/// A changed one shares all nodes but a few with the one before.
package io.armillaria.storage.page;
