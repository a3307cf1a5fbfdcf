package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.table.TableSnapshot;

/// An INSERT ready to run.
///
/// @param source gives a row for each row to insert, with a column for each of the table's, of its
///   type
/// @param planned the table as it was when this was planned
public record PlannedInsert(TableTarget target, TableSnapshot planned, PlannedQuery source) {}
