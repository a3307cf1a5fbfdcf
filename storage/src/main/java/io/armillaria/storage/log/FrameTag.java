package io.armillaria.storage.log;

import java.util.UUID;

/// Tells the frames of one store from those of another.
final class FrameTag {
  private FrameTag() {}

  static long of(UUID storeId) {
    return storeId.getMostSignificantBits() ^ storeId.getLeastSignificantBits();
  }
}
