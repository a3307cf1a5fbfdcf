package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import java.util.Optional;

/// A layout as an object: whole, or as what differs from an earlier stored one, its *parent*. Steps
/// count from 0, the whole one, along a chain of versions; the parent of a step that ends in zeros
/// in base [#RADIX] is so much further back, so that any step is a logarithmic number of objects
/// away from the whole one, and a difference is written a logarithmic number of times.
///
/// @param bytes the object's size
/// @param whole the size of the whole layout that the chain began with
public record StoredLayout(
    ChunkId id, long step, Optional<ChunkId> parent, long bytes, long whole, Layout layout) {
  static final int RADIX = 4;

  /// The step that `step`, which is not 0, tells its difference from.
  static long parentOf(long step) {
    long distance = 1;
    while (step % (distance * RADIX) == 0) {
      distance *= RADIX;
    }
    return step - distance;
  }
}
