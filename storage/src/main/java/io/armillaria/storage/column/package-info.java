/// Columns of values: vectors on the heap, and their encoded chunks on disk.
package io.armillaria.storage.column;
