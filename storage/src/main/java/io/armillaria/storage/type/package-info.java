/// The SQL types a column can have and how their values are held in memory.
package io.armillaria.storage.type;
