package io.armillaria.storage.page;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A map: a trie over the bits of the keys' hashes, four a level from the lowest, with buckets of
/// up to [#BUCKET] entries. Immutable. Its nodes are in memory, in the chunk store, or both; those
/// in the store are read when they are first needed.
///
/// A bucket is a byte 0, the number of entries as a varint, and the entries. A branch is a byte 1,
/// 16 bits that say which of its children there are, and their ids.
public final class PageMap<K, V> {
  /// Entries of a bucket, unless their hashes are equal.
  static final int BUCKET = 16;

  private static final int FAN = 16;
  private static final int BITS = 4;

  private final Format<K, V> format;
  private final Pages pages;
  private final Link<K, V> root;

  private PageMap(Format<K, V> format, Pages pages, Link<K, V> root) {
    this.format = format;
    this.pages = pages;
    this.root = root;
  }

  /// How keys and values are written. The hash is part of the format on disk.
  public interface Format<K, V> {
    long hash(K key);

    void write(BinaryWriter out, K key, V value);

    K readKey(BinaryReader in);

    V readValue(BinaryReader in);
  }

  private record Entry<K, V>(long hash, K key, V value) {}

  private sealed interface Node<K, V> {
    /// @param entries in no order
    record Bucket<K, V>(List<Entry<K, V>> entries) implements Node<K, V> {}

    /// @param children null where there is none
    record Branch<K, V>(Link<K, V>[] children) implements Node<K, V> {}
  }

  /// A node in memory, in the store, or both. Either field is set once, and the other one may
  /// follow; both name equal nodes.
  private static final class Link<K, V> {
    private volatile Node<K, V> node;
    private volatile ChunkId stored;

    Link(Node<K, V> node) {
      this.node = node;
    }

    Link(ChunkId stored) {
      this.stored = stored;
    }
  }

  public static <K, V> PageMap<K, V> empty(Format<K, V> format, Pages pages) {
    return new PageMap<>(format, pages, new Link<>(new Node.Bucket<>(List.of())));
  }

  public static <K, V> PageMap<K, V> stored(Format<K, V> format, Pages pages, ChunkId root) {
    return new PageMap<>(format, pages, new Link<>(root));
  }

  public Optional<V> get(K key) {
    long hash = format.hash(key);
    Node<K, V> node = node(root);
    for (int shift = 0; node instanceof Node.Branch<K, V>(Link<K, V>[] children); shift += BITS) {
      Link<K, V> child = children[index(hash, shift)];
      if (child == null) {
        return Optional.empty();
      }
      node = node(child);
    }
    for (Entry<K, V> entry : ((Node.Bucket<K, V>) node).entries()) {
      if (entry.hash() == hash && entry.key().equals(key)) {
        return Optional.of(entry.value());
      }
    }
    return Optional.empty();
  }

  public PageMap<K, V> with(K key, V value) {
    Entry<K, V> entry = new Entry<>(format.hash(key), key, value);
    return new PageMap<>(format, pages, with(node(root), entry, 0));
  }

  public PageMap<K, V> without(K key) {
    return get(key).isEmpty()
        ? this
        : new PageMap<>(format, pages, without(node(root), format.hash(key), key, 0));
  }

  public void forEach(BiConsumer<K, V> visitor) {
    forEach(node(root), visitor);
  }

  /// Writes the nodes that are not in the store yet.
  ///
  /// @return the root's id
  public ChunkId write() {
    return write(root);
  }

  /// Shows the id of every node; all must be in the store.
  public void forEachNode(Consumer<ChunkId> visitor) {
    forEachNode(root, visitor);
  }

  private void forEachNode(Link<K, V> link, Consumer<ChunkId> visitor) {
    visitor.accept(write(link));
    if (node(link) instanceof Node.Branch<K, V>(Link<K, V>[] children)) {
      for (Link<K, V> child : children) {
        if (child != null) {
          forEachNode(child, visitor);
        }
      }
    }
  }

  private Link<K, V> with(Node<K, V> node, Entry<K, V> entry, int shift) {
    return switch (node) {
      case Node.Branch<K, V>(Link<K, V>[] children) -> {
        int index = index(entry.hash(), shift);
        Link<K, V>[] copy = children.clone();
        copy[index] =
            copy[index] == null
                ? new Link<>(new Node.Bucket<>(List.of(entry)))
                : with(node(copy[index]), entry, shift + BITS);
        yield new Link<>(new Node.Branch<>(copy));
      }
      case Node.Bucket<K, V>(List<Entry<K, V>> entries) -> {
        List<Entry<K, V>> all = new ArrayList<>(entries.size() + 1);
        for (Entry<K, V> each : entries) {
          if (each.hash() != entry.hash() || !each.key().equals(entry.key())) {
            all.add(each);
          }
        }
        all.add(entry);
        yield bucket(all, shift);
      }
    };
  }

  private Link<K, V> bucket(List<Entry<K, V>> entries, int shift) {
    if (entries.size() <= BUCKET || shift >= Long.SIZE) {
      return new Link<>(new Node.Bucket<>(List.copyOf(entries)));
    }
    List<List<Entry<K, V>>> parts = new ArrayList<>();
    for (int i = 0; i < FAN; i++) {
      parts.add(new ArrayList<>());
    }
    entries.forEach(entry -> parts.get(index(entry.hash(), shift)).add(entry));
    Link<K, V>[] children = links();
    for (int i = 0; i < FAN; i++) {
      children[i] = parts.get(i).isEmpty() ? null : bucket(parts.get(i), shift + BITS);
    }
    return new Link<>(new Node.Branch<>(children));
  }

  private Link<K, V> without(Node<K, V> node, long hash, K key, int shift) {
    return switch (node) {
      case Node.Branch<K, V>(Link<K, V>[] children) -> {
        int index = index(hash, shift);
        Link<K, V>[] copy = children.clone();
        copy[index] = without(node(copy[index]), hash, key, shift + BITS);
        yield new Link<>(new Node.Branch<>(copy));
      }
      case Node.Bucket<K, V>(List<Entry<K, V>> entries) ->
          new Link<>(
              new Node.Bucket<>(
                  entries.stream().filter(entry -> !entry.key().equals(key)).toList()));
    };
  }

  private void forEach(Node<K, V> node, BiConsumer<K, V> visitor) {
    switch (node) {
      case Node.Branch<K, V>(Link<K, V>[] children) -> {
        for (Link<K, V> child : children) {
          if (child != null) {
            forEach(node(child), visitor);
          }
        }
      }
      case Node.Bucket<K, V>(List<Entry<K, V>> entries) ->
          entries.forEach(entry -> visitor.accept(entry.key(), entry.value()));
    }
  }

  private Node<K, V> node(Link<K, V> link) {
    Node<K, V> known = link.node;
    if (known == null) {
      known = read(link.stored);
      link.node = known;
    }
    return known;
  }

  private Node<K, V> read(ChunkId id) {
    BinaryReader in = new BinaryReader("node " + id, pages.read(id).toArray(ValueLayout.JAVA_BYTE));
    if (in.u8() == 0) {
      List<Entry<K, V>> entries = new ArrayList<>();
      for (int left = in.count(1); left > 0; left--) {
        K key = format.readKey(in);
        entries.add(new Entry<>(format.hash(key), key, format.readValue(in)));
      }
      return new Node.Bucket<>(List.copyOf(entries));
    }
    int present = in.u8() | in.u8() << 8;
    Link<K, V>[] children = links();
    for (int i = 0; i < FAN; i++) {
      if ((present >> i & 1) != 0) {
        children[i] = new Link<>(ChunkId.of(in.raw(ChunkId.BYTES), 0));
      }
    }
    return new Node.Branch<>(children);
  }

  private ChunkId write(Link<K, V> link) {
    ChunkId known = link.stored;
    if (known == null) {
      known = write(link.node);
      link.stored = known;
    }
    return known;
  }

  private ChunkId write(Node<K, V> node) {
    BinaryWriter out = new BinaryWriter();
    switch (node) {
      case Node.Bucket<K, V>(List<Entry<K, V>> entries) -> {
        out.u8(0).varint(entries.size());
        entries.forEach(entry -> format.write(out, entry.key(), entry.value()));
      }
      case Node.Branch<K, V>(Link<K, V>[] children) -> {
        int present = 0;
        for (int i = 0; i < FAN; i++) {
          present |= children[i] == null ? 0 : 1 << i;
        }
        out.u8(1).u8(present & 0xFF).u8(present >> 8);
        for (Link<K, V> child : children) {
          if (child != null) {
            out.raw(write(child).toBytes());
          }
        }
      }
    }
    return pages.write(out);
  }

  private static int index(long hash, int shift) {
    return (int) (hash >>> shift) & (FAN - 1);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K, V> Link<K, V>[] links() {
    return new Link[FAN];
  }
}
