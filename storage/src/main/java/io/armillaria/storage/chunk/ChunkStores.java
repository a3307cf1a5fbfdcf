package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.Quarantine;
import java.nio.file.Path;

/// Opens stores.
public final class ChunkStores {
  private static final long LOOSE_CACHE = 64L << 20;

  private ChunkStores() {}

  /// The objects of the database in `directory`, which must exist and be this process's alone:
  /// those in `packs/` and those in `objects/`. New ones go where `layout` says.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException CannotOpen; Corrupt, if a pack has
  ///   lost its header; TooNew
  public static ChunkStore open(
      FileSystem files, Path directory, ChunkLayout layout, Blake3 blake3) {
    ChunkOptions options = new ChunkOptions(layout, true);
    return open(files, directory, options, ProcessLocks.alone(), blake3);
  }

  /// The objects of the database in `directory`, which must exist and which processes share that
  /// have the same `locks`.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException CannotOpen; Corrupt, if a pack has
  ///   lost its header; TooNew
  public static ChunkStore open(
      FileSystem files, Path directory, ChunkOptions options, ProcessLocks locks, Blake3 blake3) {
    return open(files, directory, options, locks, PackSizes.STANDARD, blake3);
  }

  /// Like [#open(FileSystem, Path, ChunkOptions, ProcessLocks, Blake3)], with packs of other sizes.
  public static ChunkStore open(
      FileSystem files,
      Path directory,
      ChunkOptions options,
      ProcessLocks locks,
      PackSizes sizes,
      Blake3 blake3) {
    ChunkHash hash = new ChunkHash(blake3);
    PackHome home = new PackHome(files, directory.resolve("packs"), sizes, options.mapped(), locks);
    PackChunkStore packs = PackChunkStore.open(home, hash);
    LooseChunkStore loose = openLoose(files, directory, locks.slot().orElse(0), hash, packs);
    HomeStore target =
        switch (options.layout()) {
          case PACKED -> packs;
          case LOOSE -> loose;
        };
    return new RoutedChunkStore(packs, loose, target, hash, new Quarantine(files, directory));
  }

  private static LooseChunkStore openLoose(
      FileSystem files, Path directory, int slot, ChunkHash hash, PackChunkStore packs) {
    try {
      return LooseChunkStore.open(files, directory.resolve("objects"), slot, hash, LOOSE_CACHE);
    } catch (RuntimeException e) {
      packs.close();
      throw e;
    }
  }

  /// An empty store that lives until it is closed.
  public static ChunkStore memory(Blake3 blake3) {
    return new MemoryChunkStore(new ChunkHash(blake3));
  }
}
