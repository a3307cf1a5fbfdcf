package io.armillaria.storage.file;

import io.armillaria.storage.failure.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Files in memory that lose, tear and reorder whatever is not forced when the power is cut, that
/// can be full, and that can fail at any operation.
///
/// Directories need not be forced to exist; their entries do.
public final class HostileFileSystem implements FileSystem {
  /// What a [Fault] is asked about.
  public enum Operation {
    OPEN,
    READ,
    MAP,
    WRITE,
    FORCE,
    CHANGE_DIRECTORY,
    FORCE_DIRECTORY
  }

  /// Decides which operations fail.
  @FunctionalInterface
  public interface Fault {
    /// @throws IOException to let the operation fail; a write then writes the half of its bytes,
    ///   and nobody knows what a force did
    void check(Operation operation, Path file) throws IOException;
  }

  private record Change(Path directory, Path removed, Path added, HostileFile file) {}

  private final TreeMap<Path, HostileFile> seen = new TreeMap<>();
  private final TreeMap<Path, HostileFile> onDisk = new TreeMap<>();
  private final TreeSet<Path> directories = new TreeSet<>();
  private final List<Change> unforced = new ArrayList<>();
  private final Set<Path> locked = new HashSet<>();
  private final Map<Path, Set<Long>> bytes = new TreeMap<>();
  private final Map<Path, SharedWords> words = new TreeMap<>();
  private final Map<Path, SharedTable> tables = new TreeMap<>();
  private long operations;
  private long lastOperation = Long.MAX_VALUE;
  private long capacity = Long.MAX_VALUE;
  private Fault fault = (operation, file) -> {};

  /// Lets `count` more operations that change something succeed, no more after them.
  public synchronized void cutPowerAfter(long count) {
    lastOperation = operations + count;
  }

  /// The operations so far that changed something.
  public synchronized long operations() {
    return operations;
  }

  /// Lets the files together take up so many bytes.
  public synchronized void limit(long bytes) {
    capacity = bytes;
  }

  /// Lets operations fail from now on as `decision` has it.
  public synchronized void fail(Fault decision) {
    fault = decision;
  }

  /// Lets each force of a file fail from now on.
  public void failForces(boolean fail) {
    fail(
        (operation, file) -> {
          if (fail && operation == Operation.FORCE) {
            throw new IOException("the device does not answer");
          }
        });
  }

  /// The files as they are after a power cut.
  public synchronized HostileFileSystem afterPowerCut(Random random) {
    Map<Path, HostileFile> left = new TreeMap<>(onDisk);
    boolean inOrder = random.nextBoolean();
    int count = random.nextInt(unforced.size() + 1);
    for (int i = 0; i < unforced.size(); i++) {
      if (inOrder ? i < count : random.nextBoolean()) {
        apply(unforced.get(i), left);
      }
    }
    HostileFileSystem restarted = new HostileFileSystem();
    restarted.directories.addAll(directories);
    left.forEach((path, file) -> restarted.seen.put(path, file.afterPowerCut(random)));
    restarted.onDisk.putAll(restarted.seen);
    return restarted;
  }

  /// The files as they are after the end of the process: whole, but what was not forced still is
  /// not.
  public synchronized HostileFileSystem afterKill() {
    IdentityHashMap<HostileFile, HostileFile> copies = new IdentityHashMap<>();
    HostileFileSystem restarted = new HostileFileSystem();
    restarted.directories.addAll(directories);
    seen.forEach(
        (path, file) ->
            restarted.seen.put(path, copies.computeIfAbsent(file, HostileFile::afterKill)));
    onDisk.forEach(
        (path, file) ->
            restarted.onDisk.put(path, copies.computeIfAbsent(file, HostileFile::afterKill)));
    for (Change change : unforced) {
      restarted.unforced.add(
          new Change(
              change.directory(),
              change.removed(),
              change.added(),
              change.file() == null
                  ? null
                  : copies.computeIfAbsent(change.file(), HostileFile::afterKill)));
    }
    return restarted;
  }

  /// A file's bytes.
  public synchronized byte[] content(Path path) throws IOException {
    return find(path).content();
  }

  /// Replaces a file's bytes behind everybody's back.
  public synchronized void damage(Path path, byte[] content) throws IOException {
    find(path).damage(content);
  }

  /// Makes a file of these bytes, or replaces those of one that is there, behind everybody's back.
  public synchronized void put(Path path, byte[] content) {
    HostileFile file = new HostileFile(content);
    seen.put(path, file);
    onDisk.put(path, file);
    unforced.removeIf(change -> path.equals(change.added()) || path.equals(change.removed()));
  }

  /// All files.
  public synchronized List<Path> files() {
    return List.copyOf(seen.keySet());
  }

  @Override
  public synchronized StorageFile open(Path file, FileAccess access) throws IOException {
    fault.check(Operation.OPEN, file);
    if (access != FileAccess.CREATE) {
      return new Handle(file, find(file));
    }
    if (seen.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    change(new Change(file.getParent(), null, file, new HostileFile(new byte[0])));
    return new Handle(file, find(file));
  }

  @Override
  public synchronized boolean exists(Path path) {
    return seen.containsKey(path) || directories.contains(path);
  }

  @Override
  public synchronized boolean isDirectory(Path path) {
    return directories.contains(path);
  }

  @Override
  public synchronized List<String> list(Path directory) {
    TreeSet<String> names = new TreeSet<>();
    for (Path path : seen.keySet()) {
      if (directory.equals(path.getParent())) {
        names.add(path.getFileName().toString());
      }
    }
    for (Path path : directories) {
      if (directory.equals(path.getParent())) {
        names.add(path.getFileName().toString());
      }
    }
    return List.copyOf(names);
  }

  @Override
  public synchronized void createDirectory(Path directory) {
    directories.add(directory);
  }

  @Override
  public synchronized void rename(Path source, Path target) throws IOException {
    change(new Change(target.getParent(), source, target, find(source)));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    find(file);
    change(new Change(file.getParent(), file, null, null));
  }

  @Override
  public synchronized void forceDirectory(Path directory) throws IOException {
    count();
    fault.check(Operation.FORCE_DIRECTORY, directory);
    for (Change change : List.copyOf(unforced)) {
      if (change.directory().equals(directory)) {
        apply(change, onDisk);
        unforced.remove(change);
      }
    }
  }

  @Override
  public synchronized Lock lock(Path directory) {
    if (!locked.add(directory)) {
      throw new Failure.CannotOpen(directory.toString(), directory + " is in use.").raise();
    }
    return new Held(
        directory, new MemoryLocks(bytes.computeIfAbsent(directory, _ -> new HashSet<>())), true);
  }

  /// Any number of engines that share a directory are as many processes.
  @Override
  public synchronized Lock share(Path directory) {
    if (locked.contains(directory)) {
      throw new Failure.CannotOpen(directory.toString(), directory + " is in use.").raise();
    }
    MemoryLocks locks = new MemoryLocks(bytes.computeIfAbsent(directory, _ -> new HashSet<>()));
    if (!locks.takeSlot()) {
      throw new Failure.CannotOpen(directory.toString(), directory + " is in use.").raise();
    }
    return new Held(directory, locks, false);
  }

  private final class Held implements Lock {
    private final Path directory;
    private final MemoryLocks locks;
    private final boolean alone;
    private final SharedWords shared;

    Held(Path directory, MemoryLocks locks, boolean alone) {
      this.directory = directory;
      this.locks = locks;
      this.shared = words.computeIfAbsent(directory, _ -> SharedWords.alone());
      this.alone = alone;
    }

    @Override
    public ProcessLocks locks() {
      return locks;
    }

    @Override
    public SharedWords words() {
      return shared;
    }

    @Override
    public SharedTable table(int slot) {
      synchronized (HostileFileSystem.this) {
        return tables.computeIfAbsent(
            directory.resolve(Integer.toString(slot)), _ -> SharedTable.onHeap());
      }
    }

    @Override
    public void close() {
      locks.close();
      if (alone) {
        synchronized (HostileFileSystem.this) {
          locked.remove(directory);
        }
      }
    }
  }

  private void change(Change change) throws IOException {
    count();
    fault.check(Operation.CHANGE_DIRECTORY, change.directory());
    unforced.add(change);
    apply(change, seen);
  }

  private static void apply(Change change, Map<Path, HostileFile> entries) {
    if (change.removed() != null) {
      entries.remove(change.removed());
    }
    if (change.added() != null) {
      entries.put(change.added(), change.file());
    }
  }

  private HostileFile find(Path path) throws IOException {
    HostileFile file = seen.get(path);
    if (file == null) {
      throw new NoSuchFileException(path.toString());
    }
    return file;
  }

  private void count() throws IOException {
    if (operations >= lastOperation) {
      lastOperation = -1;
      throw new IOException("the power is off");
    }
    operations++;
  }

  private long used() {
    return seen.values().stream().distinct().mapToLong(HostileFile::size).sum();
  }

  private final class Handle implements StorageFile {
    private final Path path;
    private final HostileFile file;
    private boolean closed;

    Handle(Path path, HostileFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      synchronized (HostileFileSystem.this) {
        checkOpen();
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        if (operations == lastOperation) {
          file.write(position, bytes);
          operations++;
        }
        count();
        try {
          fault.check(Operation.WRITE, path);
        } catch (IOException e) {
          file.write(position, Arrays.copyOf(bytes, bytes.length / 2));
          throw e;
        }
        long growth = position + bytes.length - file.size();
        long room = capacity - used();
        if (growth > 0 && growth > room) {
          int fitting = (int) Math.max(0, bytes.length - (growth - Math.max(0, room)));
          file.write(position, Arrays.copyOf(bytes, fitting));
          throw new DiskFullException("no space", null);
        }
        file.write(position, bytes);
      }
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
      synchronized (HostileFileSystem.this) {
        checkOpen();
        fault.check(Operation.READ, path);
        if (position + target.remaining() > file.size()) {
          throw new EOFException();
        }
        byte[] bytes = new byte[target.remaining()];
        file.read(position, bytes);
        target.put(bytes);
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (HostileFileSystem.this) {
        checkOpen();
        return file.size();
      }
    }

    @Override
    public boolean isThere() {
      return exists(path);
    }

    @Override
    public void force() throws IOException {
      synchronized (HostileFileSystem.this) {
        checkOpen();
        count();
        try {
          fault.check(Operation.FORCE, path);
        } catch (IOException e) {
          file.failForce();
          throw e;
        }
        file.force();
      }
    }

    @Override
    public MemorySegment map(long position, long size, Arena arena) throws IOException {
      synchronized (HostileFileSystem.this) {
        checkOpen();
        fault.check(Operation.MAP, path);
        if (position + size > file.size()) {
          throw new EOFException();
        }
        MemorySegment segment = arena.allocate(size, 64);
        file.map(position, segment);
        return segment.asReadOnly();
      }
    }

    @Override
    public void close() {
      synchronized (HostileFileSystem.this) {
        closed = true;
      }
    }

    private void checkOpen() throws IOException {
      if (closed) {
        throw new ClosedChannelException();
      }
    }
  }
}
