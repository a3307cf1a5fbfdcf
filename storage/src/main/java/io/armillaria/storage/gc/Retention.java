package io.armillaria.storage.gc;

import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.catalog.VersionGuard;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Which versions can be read: those that some branch or tag has, that were made after their
/// table's *horizon*, a commit's number, or that another version took the place of after it. The
/// data of the others may be gone; their commits stay.
public final class Retention implements VersionGuard {
  private final Supplier<Refs> refs;
  private volatile Horizons horizons;

  /// @param refs gives the branches and tags of now
  /// @param file what was let go before; without it nothing was
  public Retention(Supplier<Refs> refs, Optional<RetentionFile> file) {
    this.refs = refs;
    this.horizons = file.map(RetentionFile::read).orElse(Horizons.NONE);
  }

  Horizons horizons() {
    return horizons;
  }

  /// Lets go of versions, or takes those back whose data is still there.
  void set(Horizons other) {
    horizons = other;
  }

  @Override
  public boolean keeps(TableVersion version) {
    long from = horizons.of(version.table());
    return version.commit().transaction() > from || keeps(version, from, refs.get());
  }

  @Override
  public DatabaseException expired(TableVersion version) {
    String kept = kept(version, horizons.of(version.table()));
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
