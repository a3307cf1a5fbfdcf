package io.armillaria.storage.file;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A file on disk.
///
/// The channel is an asynchronous one whose operations run in the calling thread: unlike a
/// `FileChannel` it is not closed when a thread is interrupted in the middle of an operation, and
/// unlike a `RandomAccessFile` it can write at a position and force the data alone.
final class DiskFile implements StorageFile {
  private final Path path;
  private final AsynchronousFileChannel channel;

  /// Empty for temporary files.
  private final Optional<DirectoryEntry> entry;

  private DiskFile(Path path, AsynchronousFileChannel channel, Optional<DirectoryEntry> entry) {
    this.path = path;
    this.channel = channel;
    this.entry = entry;
  }

  static DiskFile open(Path path, FileAccess access) throws IOException {
    Set<OpenOption> options =
        switch (access) {
          case READ -> Set.of(StandardOpenOption.READ);
          case WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
          case CREATE ->
              Set.of(
                  StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
          case TEMPORARY ->
              Set.of(
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.DELETE_ON_CLOSE);
        };
    AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(path, options, InlineExecutor.INSTANCE);
    boolean complete = false;
    try {
      // a temporary one has lost its name already
      Optional<DirectoryEntry> entry =
          access == FileAccess.TEMPORARY ? Optional.empty() : Optional.of(DirectoryEntry.of(path));
      DiskFile file = new DiskFile(path, channel, entry);
      complete = true;
      return file;
    } finally {
      if (!complete) {
        channel.close();
      }
    }
  }

  @Override
  public boolean isThere() {
    return entry.isPresent() && entry.get().isThere();
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    long at = position;
    try {
      while (source.hasRemaining()) {
        at += await(channel.write(source, at));
      }
    } catch (IOException e) {
      throw isFull(e, source.remaining())
          ? new DiskFullException("No space is left for " + path.getFileName(), e)
          : e;
    }
  }

  @Override
  public void read(ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = await(channel.read(target, at));
      if (count < 0) {
        throw new EOFException(path.getFileName() + " ends at byte " + at);
      }
      at += count;
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public MemorySegment map(long position, long size, Arena arena) throws IOException {
    return Uninterrupted.run(
        () -> {
          try (FileChannel mapped = FileChannel.open(path, StandardOpenOption.READ)) {
            if (position + size > mapped.size()) {
              throw new EOFException(
                  path.getFileName()
                      + " has "
                      + mapped.size()
                      + " bytes, not "
                      + (position + size));
            }
            return mapped.map(FileChannel.MapMode.READ_ONLY, position, size, arena);
          }
        });
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static int await(Future<Integer> operation) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return operation.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isFull(IOException e, long wanted) {
    if (DiskFullException.is(e)) {
      return true;
    }
    try {
      return Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace() < wanted;
    } catch (IOException unknown) {
      e.addSuppressed(unknown);
      return false;
    }
  }
}
