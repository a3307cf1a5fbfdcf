package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The machine's own file system.
final class DiskFileSystem implements FileSystem {
  static final DiskFileSystem INSTANCE = new DiskFileSystem();

  /// Windows cannot open a directory as a file, and makes its entries durable by itself.
  private static final boolean DIRECTORIES_CAN_BE_FORCED =
      !System.getProperty("os.name").startsWith("Windows");

  private DiskFileSystem() {}

  @Override
  public StorageFile open(Path file, FileAccess access) throws IOException {
    return DiskFile.open(file, access);
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (!DIRECTORIES_CAN_BE_FORCED) {
      return;
    }
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return directory;
          }
        });
  }

  @Override
  public Lock lock(Path directory) {
    return DirectoryLock.acquire(directory);
  }

  @Override
  public Lock share(Path directory) {
    return DirectoryLock.share(directory);
  }
}
