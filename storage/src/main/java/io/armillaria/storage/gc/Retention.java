package io.armillaria.storage.gc;

import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionGuard;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.Processes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Which versions can be read: those that some branch or tag has, that were made after their
/// table's *horizon*, a commit's number, or that another version took the place of after it. The
/// data of the others may be gone; their commits stay.
public final class Retention implements VersionGuard {
  private final Supplier<Refs> refs;
  private final Optional<RetentionFile> file;
  private final Processes processes;
  private volatile Known known;

  /// @param number when they were read, of the processes' horizons
  private record Known(Horizons horizons, long number) {}

  /// @param refs gives the branches and tags of now
  /// @param file what was let go before; without it nothing was
  public Retention(Supplier<Refs> refs, Optional<RetentionFile> file, Processes processes) {
    this.refs = refs;
    this.file = file;
    this.processes = processes;
    this.known = read();
  }

  private Known read() {
    long number = processes.horizons();
    return new Known(file.map(RetentionFile::read).orElse(Horizons.NONE), number);
  }

  Horizons horizons() {
    Known now = known;
    return now.number() == processes.horizons() ? now.horizons() : newer();
  }

  private synchronized Horizons newer() {
    if (known.number() != processes.horizons()) {
      known = read();
    }
    return known.horizons();
  }

  /// Whether data is ever let go.
  boolean letsGo() {
    return file.isPresent();
  }

  /// Lets go of versions in this process, or takes those back whose data is still there.
  synchronized void set(Horizons other) {
    known = new Known(other, processes.horizons());
  }

  /// Makes that durable, and known to other processes.
  void publish() {
    if (file.isPresent()) {
      file.get().write(known.horizons());
      processes.changeHorizons();
    }
  }

  @Override
  public boolean keeps(TableVersion version) {
    long from = horizons().of(version.table());
    return version.commit().transaction() > from || keeps(version, from, refs.get());
  }

  @Override
  public DatabaseException expired(TableVersion version) {
    String kept = kept(version, horizons().of(version.table()));
    return new Failure.VersionExpired(version.name(), version.number(), kept).raise();
  }

  /// Whether the version can be read when the horizon is there.
  private static boolean keeps(TableVersion version, long horizon, Refs refs) {
    return version.commit().transaction() > horizon
        || isHead(version, refs)
        || wasReplacedAfter(version, horizon);
  }

  private static boolean isHead(TableVersion version, Refs refs) {
    for (Ref ref : refs.all()) {
      if (ref.head().table(version.table()).filter(version::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean wasReplacedAfter(TableVersion version, long horizon) {
    for (TableVersion later : later(version)) {
      if (later.commit().transaction() > horizon
          && later.previous().filter(version::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private String kept(TableVersion version, long from) {
    Refs now = refs.get();
    for (TableVersion later : later(version)) {
      if (keeps(later, from, now)) {
        return "version " + later.number() + " is the next one that is there";
      }
    }
    return "no later version is there";
  }

  private static List<TableVersion> later(TableVersion version) {
    List<TableVersion> all = version.history().versions();
    return all.subList((int) Math.min(version.number(), all.size()), all.size());
  }
}
