/// Secondary indexes: what their hidden tables look like, and how rows are found by them.
package io.armillaria.storage.index;
