package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The files of loose objects: `ab/cd/<hash>`, and `new/<hash>` for those not forced yet.
final class LooseFiles {
  private static final int SALT = 0;
  private static final String UNFORCED = "new";

  private final FileSystem files;
  private final Path directory;

  LooseFiles(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  record Loaded(EntryHeader header, MemorySegment bytes) {}

  Path finalPath(ChunkId id) {
    String name = id.toString();
    return directory.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
  }

  /// The directories on the way to a file, whose names may not be on disk if a process ended early.
  List<Path> directories(ChunkId id) {
    Path last = finalPath(id).getParent();
    return List.of(last, last.getParent(), directory, directory.getParent());
  }

  Path unforcedPath(ChunkId id) {
    return directory.resolve(UNFORCED).resolve(id.toString());
  }

  boolean exists(Path file) {
    return files.exists(file);
  }

  /// Writes an object to its file for unforced ones.
  void write(EntryHeader header, MemorySegment bytes, WriteBuffer buffer) throws IOException {
    files.createDirectories(directory.resolve(UNFORCED));
    Path path = unforcedPath(header.id());
    deleteIfThere(path);
    try (StorageFile file = files.open(path, FileAccess.CREATE)) {
      buffer.write(file, 0, header, SALT, bytes);
    }
  }

  /// Forces an object's file and gives it its final name, which lasts once the directories that are
  /// added to `unforced` are forced.
  void publish(ChunkId id, Set<Path> unforced) throws IOException {
    try (StorageFile file = files.open(unforcedPath(id), FileAccess.WRITE)) {
      file.force();
    }
    Path target = finalPath(id);
    createDirectory(target.getParent().getParent(), unforced);
    createDirectory(target.getParent(), unforced);
    files.rename(unforcedPath(id), target);
    unforced.add(target.getParent());
  }

  private void createDirectory(Path path, Set<Path> unforced) throws IOException {
    if (!files.exists(path)) {
      files.createDirectory(path);
      unforced.add(path.getParent());
    }
  }

  void forceDirectory(Path path) throws IOException {
    files.forceDirectory(path);
  }

  /// Reads header and object into memory of their own; nothing if there is no such file, its header
  /// does not verify, or it has another size than the header says.
  Optional<Loaded> read(Path path) throws IOException {
    try (StorageFile file = files.open(path, FileAccess.READ)) {
      Optional<EntryHeader> header = readHeader(file);
      if (header.isEmpty() || file.size() != header.get().stride()) {
        return Optional.empty();
      }
      MemorySegment bytes = Arena.ofAuto().allocate(header.get().storedLength(), EntryHeader.BYTES);
      read(file, bytes);
      return Optional.of(new Loaded(header.get(), bytes.asReadOnly()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static void read(StorageFile file, MemorySegment bytes) throws IOException {
    long done = 0;
    while (done < bytes.byteSize()) {
      long part = Math.min(bytes.byteSize() - done, 1 << 30);
      file.read(bytes.asSlice(done, part).asByteBuffer(), EntryHeader.BYTES + done);
      done += part;
    }
  }

  /// The header alone, if there is such a file and it verifies.
  Optional<EntryHeader> readHeader(Path path) throws IOException {
    try (StorageFile file = files.open(path, FileAccess.READ)) {
      return readHeader(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<EntryHeader> readHeader(StorageFile file) throws IOException {
    if (file.size() < EntryHeader.BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(EntryHeader.BYTES);
    file.read(buffer, 0);
    return EntryHeader.read(MemorySegment.ofBuffer(buffer.flip()), 0, SALT);
  }

  /// Whether there has never been a file with a final name.
  boolean isEmpty() throws IOException {
    return files.list(directory).stream().allMatch(UNFORCED::equals);
  }

  /// Shows the ids of all files with a final name.
  void forEach(Consumer<ChunkId> visitor) throws IOException {
    for (String first : files.list(directory)) {
      if (!first.equals(UNFORCED)) {
        for (String second : files.list(directory.resolve(first))) {
          for (String name : files.list(directory.resolve(first).resolve(second))) {
            if (name.matches("[0-9a-f]{64}")) {
              visitor.accept(ChunkId.parse(name));
            }
          }
        }
      }
    }
  }

  /// Deletes what was never forced.
  void deleteUnforced() throws IOException {
    Path unforced = directory.resolve(UNFORCED);
    for (String name : files.list(unforced)) {
      files.delete(unforced.resolve(name));
    }
  }

  private void deleteIfThere(Path path) throws IOException {
    if (files.exists(path)) {
      files.delete(path);
    }
  }
}
