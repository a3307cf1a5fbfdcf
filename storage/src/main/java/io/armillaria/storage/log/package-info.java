/// The commit log: the one file that says what happened, in order.
package io.armillaria.storage.log;
