/// What a running database counts: names and values for `__stats`.
package io.armillaria.storage.stats;
