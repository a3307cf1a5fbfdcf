package io.armillaria.execution.operator;

import io.armillaria.execution.memory.SpilledRows;

/// Rows in files whose hashes are in a range.
///
/// @param rows by side
/// @param level how often rows were parted to get here
/// @param whole whether parting them again would be of no use
/// @param done called when the part is not needed any more
record Part(HashRange range, SpilledRows[] rows, int level, boolean whole, Runnable done) {}
