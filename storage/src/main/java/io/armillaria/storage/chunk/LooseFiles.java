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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The files of loose objects: `ab/cd/<hash>`, and `new/<slot>/<hash>` for those that the process
/// of that slot has not forced yet. Several processes may give the same object its name: each of
/// them sees to it that it lasts.
final class LooseFiles {
  private static final int SALT = 0;
  private static final String UNFORCED = "new";

  private final FileSystem files;
  private final Path directory;
  private final Path unforced;

  /// Directories whose own names are on disk.
  private final Set<Path> lasting = new HashSet<>();

  /// @param slot of this process
  LooseFiles(FileSystem files, Path directory, int slot) {
    this.files = files;
    this.directory = directory;
    this.unforced = directory.resolve(UNFORCED).resolve("%02d".formatted(slot));
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
    return unforced.resolve(id.toString());
  }

  boolean exists(Path file) {
    return files.exists(file);
  }

  /// Writes an object to its file for unforced ones.
  void write(EntryHeader header, MemorySegment bytes, WriteBuffer buffer) throws IOException {
    files.createDirectories(unforced);
    Path path = unforcedPath(header.id());
    deleteIfThere(path);
    try (StorageFile file = files.open(path, FileAccess.CREATE)) {
      buffer.write(file, 0, header, SALT, bytes);
    }
  }

  /// Forces an object's file and gives it its final name, which lasts once the directories that are
  /// added to `pending` are forced.
  void publish(ChunkId id, Set<Path> pending) throws IOException {
    try (StorageFile file = files.open(unforcedPath(id), FileAccess.WRITE)) {
      file.force();
    }
    Path target = finalPath(id);
    makeLast(directory, pending);
    makeLast(target.getParent().getParent(), pending);
    makeLast(target.getParent(), pending);
    files.rename(unforcedPath(id), target);
    pending.add(target.getParent());
  }

  /// Another process, or one that was killed, may have made the directory and not forced its name.
  private void makeLast(Path path, Set<Path> pending) throws IOException {
    if (!lasting.contains(path)) {
      if (!files.exists(path)) {
        files.createDirectory(path);
      }
      pending.add(path.getParent());
    }
  }

  /// Forces the directories on which the names of published files depend.
  void force(Set<Path> pending) throws IOException {
    for (Path each : List.copyOf(pending)) {
      files.forceDirectory(each);
      pending.remove(each);
    }
  }

  /// The name of an object that has been forced lasts, and so do those of its directories.
  void forced(ChunkId id) {
    Path last = finalPath(id).getParent();
    lasting.add(last);
    lasting.add(last.getParent());
    lasting.add(directory);
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

  /// The file's bytes; 0 if there is none.
  long size(Path path) throws IOException {
    try (StorageFile file = files.open(path, FileAccess.READ)) {
      return file.size();
    } catch (NoSuchFileException e) {
      return 0;
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

  /// Deletes what the slot's earlier process never forced.
  void deleteUnforced() throws IOException {
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
