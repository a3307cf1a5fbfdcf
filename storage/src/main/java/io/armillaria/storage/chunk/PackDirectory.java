package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The packs of a store, of which only the last one grows. The store lets one thread at a time in;
/// [#at] is for any.
final class PackDirectory {
  private static final Pattern PACK = Pattern.compile("[0-9a-f]{8}\\.pack");
  private static final Pattern UNFINISHED = Pattern.compile("[0-9a-f]{8}\\.pack\\.new");

  private final FileSystem files;
  private final Path directory;
  private final long fullPack;
  private volatile Pack[] packs = {};
  private int nextNumber;

  private PackDirectory(FileSystem files, Path directory, long fullPack) {
    this.files = files;
    this.directory = directory;
    this.fullPack = fullPack;
  }

  /// Opens all packs, adding their entries to `index`.
  static PackDirectory open(FileSystem files, Path directory, long fullPack, PlaceIndex index) {
    PackDirectory opened = new PackDirectory(files, directory, fullPack);
    boolean complete = false;
    try {
      try {
        opened.openAll(index);
        complete = true;
        return opened;
      } finally {
        if (!complete) {
          opened.close();
        }
      }
    } catch (IOException e) {
      throw FileFailures.opening(directory.getParent().toString(), "packs", e);
    }
  }

  private void openAll(PlaceIndex index) throws IOException {
    for (String name : files.list(directory)) {
      if (UNFINISHED.matcher(name).matches()) {
        files.delete(directory.resolve(name));
      } else if (PACK.matcher(name).matches()) {
        int number = Integer.parseUnsignedInt(name, 0, 8, 16);
        add(Pack.open(files, directory, number, packs.length, index));
        nextNumber = number + 1;
      }
    }
  }

  /// The pack of a place.
  Pack at(long place) {
    return packs[Place.pack(place)];
  }

  /// The pack that grows, if there is one yet. All others have been forced.
  Optional<Pack> last() {
    Pack[] current = packs;
    return current.length == 0 ? Optional.empty() : Optional.of(current[current.length - 1]);
  }

  /// The pack that takes the next entry.
  Pack writable() throws IOException {
    Optional<Pack> last = last();
    if (last.isPresent() && last.get().tail() < fullPack) {
      return last.get();
    }
    if (last.isPresent()) {
      last.get().force();
    } else {
      files.createDirectories(directory);
    }
    add(Pack.create(files, directory, nextNumber, packs.length));
    nextNumber++;
    return last().orElseThrow();
  }

  void close() throws IOException {
    for (Pack pack : packs) {
      pack.close();
    }
  }

  private void add(Pack pack) {
    Pack[] more = Arrays.copyOf(packs, packs.length + 1);
    more[packs.length] = pack;
    packs = more;
  }
}
