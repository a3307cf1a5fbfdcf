package io.armillaria.storage.txn;

import org.roaringbitmap.RoaringBitmap;

/// What the keys of a statement's new rows mean for the base.
///
/// @param claimed rows of the base, gone before, whose keys new rows have
/// @param restored those of them that come back as they were, so that nothing changes
/// @param deadInLeaves new rows, by their leaf, that are not needed for that reason
/// @param deadOnHeap the same for those on the heap
record KeyClaims(Masks claimed, Masks restored, Masks deadInLeaves, RoaringBitmap deadOnHeap) {
  KeyClaims() {
    this(new Masks(), new Masks(), new Masks(), new RoaringBitmap());
  }
}
