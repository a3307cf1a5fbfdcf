package io.armillaria.storage.txn;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.checkpoint.Checkpoint;
import io.armillaria.storage.checkpoint.CheckpointFile;
import io.armillaria.storage.chunk.ChunkHash;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.Processes;
import io.armillaria.storage.gc.RetentionSettings;
import io.armillaria.storage.lock.SharedLocks;
import io.armillaria.storage.log.CommitLog;
import io.armillaria.storage.log.LogSharing;
import io.armillaria.storage.log.LogTicket;
import io.armillaria.storage.log.LogTrim;
import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.Leaves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Opens and creates databases in directories.
final class FileStorage {
  /// What a database's directory may hold while it is being created.
  private static final Set<String> OURS =
      Set.of(
          "lock",
          "log",
          "packs",
          "objects",
          "quarantine",
          "checkpoint",
          "checkpoint-2",
          "checkpoint.new",
          "state");

  private FileStorage() {}

  static Storage open(Path path, DatabaseOptions options, Blake3 blake3, Environment environment) {
    FileSystem files = environment.files();
    boolean create = prepare(files, path, options.create());
    FileSystem.Lock lock = files.share(path);
    List<AutoCloseable> opened = new ArrayList<>(List.of(lock));
    try {
      Processes processes = Processes.of(lock);
      processes.enter();
      ChunkStore chunks =
          ChunkStores.open(
              files, path, options.chunks(), lock.locks(), environment.packs(), blake3);
      opened.add(chunks);
      Leaves leaves = new Leaves(chunks);
      CheckpointFile checkpoints = new CheckpointFile(files, path, lock.locks());
      Supplier<History> empty = () -> new History(leaves, new ChunkHash(blake3));
      Optional<CheckpointFile.Started> started =
          create ? Optional.empty() : checkpoints.read(empty);
      Optional<Checkpoint> start = started.map(CheckpointFile.Started::checkpoint);
      History history = started.map(CheckpointFile.Started::history).orElseGet(empty);
      Recovery recovery =
          new Recovery(
              history,
              start.map(Checkpoint::refs).orElse(Refs.NONE),
              start.map(Checkpoint::position));
      CommitLog log =
          CommitLog.open(
              files,
              path,
              create,
              options.leafRows().orElse(CutRule.DEFAULT.most()),
              start.map(Checkpoint::position),
              LogSharing.of(lock),
              recovery,
              environment.log());
      opened.add(log);
      cutLeaves(path, options, log.leafRows(), history.leaves());
      log.gatherFor(options.epoch());
      if (recovery.refs().all().isEmpty()) {
        createMain(log, recovery, environment.now());
      }
      Marker.write(files, path);
      Journal journal = new LogJournal(log, options.relaxed());
      return new Storage(
          history,
          recovery.refs(),
          recovery.last(),
          Optional.of(checkpoints),
          Optional.of(new SealedLog(new LogTrim(files, path), lock.locks(), processes)),
          journal,
          chunks,
          blake3.name(),
          Optional.of(new RetentionSettings(files, path, lock.locks())),
          Optional.of(new Backup(files, path, lock.locks())),
          new SharedLocks(lock),
          lock::close);
    } catch (RuntimeException e) {
      closeAll(opened, e);
      throw e;
    }
  }

  /// Leaves are cut as they were from the beginning, or equal rows would give other leaves.
  private static void cutLeaves(Path path, DatabaseOptions options, int found, Leaves leaves) {
    CutRule rule = found == 0 ? CutRule.DEFAULT : new CutRule(found);
    int wanted = options.leafRows().orElse(rule.most());
    if (wanted != rule.most()) {
      throw new Failure.CannotOpen(
              path.toString(),
              "The database "
                  + path
                  + " was made with leafRows="
                  + rule.most()
                  + ", which stays so; leafRows="
                  + wanted
                  + " was asked for.")
          .raise();
    }
    leaves.cutBy(rule);
  }

  /// Makes the first branch, unless another process has made it meanwhile.
  private static void createMain(CommitLog log, Recovery recovery, long now) {
    LogEntry.RefSet entry = new LogEntry.RefSet(Ref.Kind.BRANCH, Refs.MAIN, Optional.empty(), now);
    Optional<LogTicket> ticket = Optional.empty();
    log.enter(recovery);
    try {
      if (recovery.refs().all().isEmpty()) {
        ticket = Optional.of(log.enqueue(List.of(entry.encode())));
      }
    } finally {
      log.leave();
    }
    ticket.ifPresent(made -> recovery.add(log.await(made), entry));
  }

  private static void closeAll(List<AutoCloseable> opened, RuntimeException failure) {
    for (AutoCloseable resource : opened.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }

  /// Checks that `path` can hold a database, and makes the directory where it may.
  ///
  /// @return whether there is no database there yet
  private static boolean prepare(FileSystem files, Path path, boolean create) {
    String name = path.toString();
    if (files.exists(path) && !files.isDirectory(path)) {
      throw new Failure.CannotOpen(
              name, name + " is a file; an Armillaria database is a directory.")
          .raise();
    }
    try {
      List<String> entries = files.list(path);
      Marker.check(files, path, entries);
      if (entries.contains("log")) {
        return false;
      }
      if (!OURS.containsAll(entries)) {
        throw new Failure.CannotOpen(
                name,
                name
                    + " is not an Armillaria database: it has no log, but other files, such as "
                    + entries.getFirst()
                    + ".")
            .raise();
      }
      if (!create) {
        throw new Failure.CannotOpen(
                name, "There is no database at " + name + ", and create=false was given.")
            .raise();
      }
      files.createDirectories(path);
      return true;
    } catch (IOException e) {
      throw new Failure.CannotOpen(
              name, "The directory " + name + " cannot be created or read: " + e.getMessage() + ".")
          .raise(e);
    }
  }
}
