/// Where a process begins that opens a database: the history up to a place of the log, in pages.
package io.armillaria.storage.checkpoint;
