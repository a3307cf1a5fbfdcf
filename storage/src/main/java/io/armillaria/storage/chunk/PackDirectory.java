package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The packs of a store, of which only the last one grows. The store lets one thread at a time in;
/// [#at] is for any.
final class PackDirectory {
  private static final Pattern PACK = Pattern.compile("[0-9a-f]{8}\\.pack");
  private static final Pattern UNFINISHED = Pattern.compile("[0-9a-f]{8}\\.pack\\.new");

  private final FileSystem files;
  private final Path directory;
  private final PackSizes sizes;
  private volatile Pack[] packs = {};
  private int nextNumber;
  private volatile boolean named;

  private PackDirectory(FileSystem files, Path directory, PackSizes sizes) {
    this.files = files;
    this.directory = directory;
    this.sizes = sizes;
  }

  /// Opens all packs, adding their entries to `index`.
  static PackDirectory open(FileSystem files, Path directory, PackSizes sizes, PlaceIndex index) {
    PackDirectory opened = new PackDirectory(files, directory, sizes);
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
        add(Pack.open(files, directory, number, packs.length, sizes.step(), index));
        nextNumber = number + 1;
      }
    }
  }

  /// Forces the pack that grows; all others have been. The first time also the names of those that
  /// an earlier process left, which may have ended before it did.
  void force() throws IOException {
    if (packs.length == 0) {
      return;
    }
    if (!named) {
      files.forceDirectory(directory.getParent());
      files.forceDirectory(directory);
      named = true;
    }
    packs[packs.length - 1].force();
  }

  /// The pack of a place.
  Pack at(long place) {
    return packs[Place.pack(place)];
  }

  /// The pack that takes the next entry.
  Pack writable() throws IOException {
    if (packs.length == 0) {
      files.createDirectories(directory);
    } else if (packs[packs.length - 1].tail() < sizes.full()) {
      return packs[packs.length - 1];
    }
    force();
    add(Pack.create(files, directory, nextNumber, packs.length, sizes.step()));
    nextNumber++;
    return packs[packs.length - 1];
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
