/// Locks that transactions hold on rows: who has which, who waits for whom.
package io.armillaria.storage.lock;
