package io.armillaria.storage.catalog;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// All branches and tags at one moment: what a transaction's snapshot is. Branches and tags share
/// one space of names. What they had before belongs to the moment too, though no ref leads there
/// any more: every commit up to [#lastTransaction]; and so do the transactions that were prepared
/// and have not ended. Immutable.
public final class Refs {
  public static final String MAIN = "main";
  public static final Refs NONE = new Refs(HashTreePMap.empty(), HashTreePMap.empty(), 0);

  private final PMap<String, Ref> byName;
  private final PMap<String, PreparedTransaction> prepared;
  private final long lastTransaction;

  private Refs(
      PMap<String, Ref> byName, PMap<String, PreparedTransaction> prepared, long lastTransaction) {
    this.byName = byName;
    this.prepared = prepared;
    this.lastTransaction = lastTransaction;
  }

  /// The number of the newest commit that a ref had until now; its whole store's, since numbers
  /// grow in the order in which refs move.
  public long lastTransaction() {
    return lastTransaction;
  }

  public Optional<Ref> find(String name) {
    return Optional.ofNullable(byName.get(fold(name)));
  }

  public Optional<Ref> find(Ref.Kind kind, String name) {
    return find(name).filter(ref -> ref.kind() == kind);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference
  public Ref ref(String name) {
    return find(name).orElseThrow(() -> undefined("BRANCH", "branch or tag", name, all()));
  }

  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference
  public Ref ref(Ref.Kind kind, String name) {
    String word = kind == Ref.Kind.BRANCH ? "branch" : "tag";
    return find(kind, name).orElseThrow(() -> undefined(kind.name(), word, name, all(kind)));
  }

  public Refs with(Ref ref) {
    long last = Math.max(lastTransaction, ref.head().transaction());
    return new Refs(byName.plus(fold(ref.name()), ref), prepared, last);
  }

  public Refs without(String name) {
    return new Refs(byName.minus(fold(name)), prepared, lastTransaction);
  }

  public Refs with(PreparedTransaction transaction) {
    return new Refs(byName, prepared.plus(transaction.id(), transaction), lastTransaction);
  }

  public Refs withoutPrepared(String id) {
    return new Refs(byName, prepared.minus(id), lastTransaction);
  }

  /// The transactions that are prepared.
  public Collection<PreparedTransaction> prepared() {
    return prepared.values();
  }

  public Optional<PreparedTransaction> prepared(String id) {
    return Optional.ofNullable(prepared.get(id));
  }

  public List<Ref> all(Ref.Kind kind) {
    return all().stream().filter(ref -> ref.kind() == kind).toList();
  }

  /// In the order of their creation.
  public List<Ref> all() {
    return byName.values().stream()
        .sorted(Comparator.comparingLong(Ref::createdAt).thenComparing(Ref::name))
        .toList();
  }

  /// Writes the refs, their heads by number, and the prepared transactions.
  public void write(BinaryWriter out) {
    out.varint(lastTransaction).varint(byName.size());
    for (Ref ref : all()) {
      out.bool(ref.kind() == Ref.Kind.TAG).text(ref.name());
      out.varint(ref.head().transaction()).i64(ref.createdAt());
    }
    out.varint(prepared.size());
    prepared.values().forEach(transaction -> transaction.entry().write(out));
  }

  /// Reads what [#write] wrote.
  public static Refs read(BinaryReader in, History history) {
    Refs refs = new Refs(HashTreePMap.empty(), HashTreePMap.empty(), in.varint());
    for (int left = in.count(11); left > 0; left--) {
      Ref.Kind kind = in.bool() ? Ref.Kind.TAG : Ref.Kind.BRANCH;
      String name = in.text();
      refs = refs.with(new Ref(kind, name, history.commit(in.varint()), in.i64()));
    }
    for (int left = in.count(14); left > 0; left--) {
      refs = refs.with(new PreparedTransaction(LogEntry.Prepared.read(in)));
    }
    return refs;
  }

  private static RuntimeException undefined(
      String kind, String word, String name, List<Ref> known) {
    String listing = Failure.listing(known.stream().map(Ref::name).toList());
    return new Failure.UndefinedReference(
            kind, name, "There is no " + word + " named " + name + "; there are: " + listing + ".")
        .raise();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
