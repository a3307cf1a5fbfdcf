package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.StorageFile;
import io.armillaria.storage.format.FormatVersion;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/// One append-only file of objects. The file grows in steps, as a hole, and is never shortened: it
/// may be mapped.
///
/// Any thread may read. One process at a time may append, the one that holds the pack's lock, and
/// of its threads one at a time. Whose the pack is, and what others have appended, is found out in
/// this object's monitor: else one thread might look through the pack anew, and set its end back,
/// while another one has begun to append.
final class Pack {
  /// Bytes that are written once more at a time.
  private static final int REWRITTEN = 1 << 20;

  private final PackHome home;
  private final int number;
  private final StorageFile file;
  private final int salt;
  private final PackReader reader;
  private final PackContents contents;

  /// Whether something was written, or relied on, that may not have been forced.
  private volatile boolean unforced;

  private volatile ProcessLocks.Held owner;
  private final ReentrantLock indexing = new ReentrantLock();

  private Pack(PackHome home, int number, StorageFile file, int salt) {
    this.home = home;
    this.number = number;
    this.file = file;
    this.salt = salt;
    this.reader =
        home.mapped()
            ? new MappedPack("packs/" + fileName(number), file, salt)
            : new ReadPack("packs/" + fileName(number), file, salt);
    this.contents = new PackContents(home, number, salt, reader);
  }

  static String fileName(int number) {
    return String.format("%08x.pack", number);
  }

  /// Creates a pack. It gets its name only when its header is on disk, so that a pack without a
  /// valid header is always a damaged one.
  static Pack create(PackHome home, int number, ProcessLocks.Held owner) throws IOException {
    String name = fileName(number);
    if (home.files().exists(home.path(name + ".new"))) {
      home.files().delete(home.path(name + ".new"));
    }
    int salt = ThreadLocalRandom.current().nextInt();
    ByteBuffer header = ByteBuffer.allocateDirect(PackHeader.BYTES);
    PackHeader.write(MemorySegment.ofBuffer(header), number, salt);
    try (StorageFile file = home.files().open(home.path(name + ".new"), FileAccess.CREATE)) {
      file.write(header, 0);
      file.force();
    }
    home.files().rename(home.path(name + ".new"), home.path(name));
    home.files().forceDirectory(home.directory());
    Pack pack = new Pack(home, number, home.files().open(home.path(name), FileAccess.WRITE), salt);
    pack.owner = owner;
    pack.reader.grow(0, PackHeader.BYTES);
    return pack;
  }

  /// Opens a pack.
  ///
  /// @param indexes names of its index files
  static Pack open(PackHome home, int number, List<PackIndexName> indexes) throws IOException {
    StorageFile file = home.files().open(home.path(fileName(number)), FileAccess.WRITE);
    boolean complete = false;
    try {
      Pack pack = new Pack(home, number, file, readSalt(home, file, number));
      pack.reader.grow(0, file.size());
      pack.contents.load(indexes);
      pack.unforced = pack.contents.end() > pack.contents.covered();
      complete = true;
      return pack;
    } finally {
      if (!complete) {
        file.close();
      }
    }
  }

  private static int readSalt(PackHome home, StorageFile file, int number) throws IOException {
    ByteBuffer start = ByteBuffer.allocateDirect(PackHeader.BYTES);
    MemorySegment header = MemorySegment.ofBuffer(start);
    if (file.size() >= PackHeader.BYTES) {
      file.read(start, 0);
    }
    if (!PackHeader.isValid(header, number)) {
      String name = "packs/" + fileName(number);
      throw new Failure.Corrupt(
              name, name + " (" + file.size() + " bytes) does not begin with its header.")
          .raise();
    }
    FormatVersion.require(home.directory().getParent(), PackHeader.version(header));
    return PackHeader.salt(header);
  }

  int number() {
    return number;
  }

  /// The file's name relative to the database.
  String name() {
    return "packs/" + fileName(number);
  }

  PackReader reader() {
    return reader;
  }

  PackContents contents() {
    return contents;
  }

  /// Whether this process may append.
  boolean isOwn() {
    return owner != null;
  }

  /// Takes the pack that no process appends to any more, unless another does so first.
  ///
  /// @return whether it is this process's now
  synchronized boolean adopt() throws IOException {
    Optional<ProcessLocks.Held> held = home.own(number);
    if (held.isEmpty()) {
      return false;
    }
    if (!home.files().exists(home.path(fileName(number)))) {
      held.get().close();
      return false;
    }
    boolean complete = false;
    try {
      rescan();
      rewrite(contents.covered(), contents.end());
      owner = held.get();
      complete = true;
      return true;
    } finally {
      if (!complete) {
        held.get().close();
      }
    }
  }

  /// Writes what is there once more, so that the next force has it to force: if a force of the
  /// process before failed, the system may take it for written, and a force that succeeds would
  /// prove nothing.
  private void rewrite(long start, long end) throws IOException {
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(REWRITTEN, end - start));
    for (long at = start; at < end; at += block.capacity()) {
      block.clear().limit((int) Math.min(block.capacity(), end - at));
      file.read(block, at);
      file.write(block.flip(), at);
      unforced = true;
    }
  }

  /// Lets other processes append.
  synchronized void release() {
    ProcessLocks.Held held = owner;
    owner = null;
    if (held != null) {
      held.close();
    }
  }

  /// Appends an entry; nothing changes if the disk is full.
  void append(EntryHeader header, MemorySegment stored, WriteBuffer buffer) throws IOException {
    long offset = contents.end();
    long end = offset + header.stride();
    if (end > reader.size()) {
      long size = home.sizes().grown(reader.size(), end);
      file.write(ByteBuffer.allocate(1), size - 1);
      reader.grow(offset, size);
    }
    unforced = true;
    buffer.write(file, offset, header, salt, stored);
    contents.add(header.id(), offset, end);
  }

  /// Finds what another process has appended.
  ///
  /// @return whether there was anything
  synchronized boolean refresh() throws IOException {
    if (isOwn() || contents.isFull()) {
      return false;
    }
    long size = file.size();
    if (size > reader.size()) {
      reader.grow(contents.end(), size);
    }
    return contents.follow();
  }

  /// Finds what another process has written over, too.
  synchronized void rescan() throws IOException {
    if (!isOwn() && !contents.isFull()) {
      reader.grow(0, file.size());
      contents.rescan();
    }
  }

  /// Whether what lies at `offset` is durable after the next force: of what another process has
  /// written only that is known which an index file has.
  boolean isDurableOnceForced(long offset) {
    return isOwn() || offset < contents.covered();
  }

  /// Whether there is something to be forced; there is not any more.
  boolean takeUnforced() {
    boolean needed = unforced;
    unforced = false;
    return needed;
  }

  void force() throws IOException {
    file.force();
  }

  /// Writes an index file for what it has no index of, if that is at least `least` entries.
  ///
  /// @param whole whether it takes in the index files before it
  /// @throws IOException if the pack cannot be forced
  void index(int least, boolean whole) throws IOException {
    indexing.lock();
    try {
      long to = contents.end();
      if (contents.unindexed() >= least) {
        file.force();
        contents.index(to, whole);
      }
    } finally {
      indexing.unlock();
    }
  }

  /// Lets go of a file that is not looked at any more but by those who read it now. One that is not
  /// mapped stays open for them.
  void retire() throws IOException {
    release();
    if (home.mapped()) {
      file.close();
    }
  }

  void close() throws IOException {
    release();
    file.close();
  }
}
