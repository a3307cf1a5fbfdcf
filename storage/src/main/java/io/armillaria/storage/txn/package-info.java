/// Databases and transactions: the door through which the modules above use the store.
package io.armillaria.storage.txn;
