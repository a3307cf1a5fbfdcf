/// Which objects a store still needs, and the collection of the others.
package io.armillaria.storage.gc;
