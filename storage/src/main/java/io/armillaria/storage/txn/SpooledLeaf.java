package io.armillaria.storage.txn;

import io.armillaria.storage.table.LeafRows;
import org.roaringbitmap.RoaringBitmap;

/// Rows of a transaction's own in the chunk store, where nothing refers to them before the commit.
///
/// @param replaces which of them take the place of a row of the base
/// @param aligned whether the leaf has the rows of one of the base, so that they share columns as
///   long as it is left whole
/// @param whole whether the leaf ends where one does whatever rows come after it
record SpooledLeaf(LeafRows rows, RoaringBitmap replaces, boolean aligned, boolean whole) {}
