package io.armillaria.execution;

import io.armillaria.storage.file.DiskFullException;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The machine's files, of which one operation does not do what it should. Safe for many threads.
public final class FailingFiles implements FileSystem {
  public enum Fault {
    NO_CREATE,
    DISK_FULL,
    NO_WRITE,
    NO_READ,
    OTHER_BYTES
  }

  private final FileSystem files = FileSystem.disk();
  private final Fault fault;
  private final AtomicLong before;
  private final AtomicInteger open = new AtomicInteger();

  /// @param operations of the fault's kind that go well before one does not
  public FailingFiles(Fault fault, long operations) {
    this.fault = fault;
    this.before = new AtomicLong(operations);
  }

  /// Files that are open now.
  public int openFiles() {
    return open.get();
  }

  /// Whether the operation has come that does not go well.
  public boolean failed() {
    return before.get() < 0;
  }

  private boolean fails(Fault operation) {
    return fault == operation && before.getAndDecrement() == 0;
  }

  @Override
  public StorageFile open(Path file, FileAccess access) throws IOException {
    if (fails(Fault.NO_CREATE)) {
      throw new IOException("the medium fails");
    }
    StorageFile opened = files.open(file, access);
    open.incrementAndGet();
    return new FailingFile(opened);
  }

  private final class FailingFile implements StorageFile {
    private final StorageFile file;

    FailingFile(StorageFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      if (fails(Fault.DISK_FULL)) {
        throw new DiskFullException("no room", null);
      }
      if (fails(Fault.NO_WRITE)) {
        throw new IOException("the medium fails");
      }
      file.write(source, position);
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
      if (fails(Fault.NO_READ)) {
        throw new IOException("the medium fails");
      }
      int last = target.limit() - 1;
      file.read(target, position);
      if (fails(Fault.OTHER_BYTES)) {
        target.put(last, (byte) ~target.get(last));
      }
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public boolean isThere() {
      return file.isThere();
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public MemorySegment map(long position, long size, Arena arena) throws IOException {
      return file.map(position, size, arena);
    }

    @Override
    public void close() throws IOException {
      open.decrementAndGet();
      file.close();
    }
  }

  @Override
  public boolean exists(Path path) {
    return files.exists(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return files.isDirectory(path);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return files.list(directory);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    files.createDirectory(directory);
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    files.rename(source, target);
  }

  @Override
  public void delete(Path file) throws IOException {
    files.delete(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    files.forceDirectory(directory);
  }

  @Override
  public Lock lock(Path directory) {
    return files.lock(directory);
  }

  @Override
  public Lock share(Path directory) {
    return files.share(directory);
  }
}
