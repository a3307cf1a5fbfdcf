package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.Pin;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.StoredLayout;
import io.armillaria.storage.table.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stores layouts. They are used at once in this process, and named in the log together, when they
/// have been forced: the log never names what is not durable, and commits seldom meet another
/// force. Used by one thread at a time.
final class LayoutPublisher {
  private static final long MOST_BYTES = 4 << 20;

  private final History history;
  private final Committer committer;
  private final Map<Numbered, Unpublished> unpublished = new LinkedHashMap<>();
  private long bytes;

  /// Held while there may be objects that nothing in the log leads to.
  private Optional<Pin> pin = Optional.empty();

  /// How many layouts are unpublished, for any thread to see.
  private volatile int waiting;

  private record Numbered(TableId table, long version) {
    static Numbered of(TableVersion version) {
      return new Numbered(version.table(), version.number());
    }
  }

  private record Unpublished(TableVersion version, StoredLayout layout) {}

  LayoutPublisher(History history, Committer committer) {
    this.history = history;
    this.committer = committer;
  }

  int waiting() {
    return waiting;
  }

  /// Keeps what is put from now on until the log names it.
  void begin() {
    if (pin.isEmpty()) {
      pin = Optional.of(history.leaves().store().pin());
    }
  }

  /// The layout that is stored for exactly this version.
  Optional<StoredLayout> find(TableVersion version) {
    Unpublished mine = unpublished.get(Numbered.of(version));
    return mine != null
        ? Optional.of(mine.layout())
        : version.storedLayout().map(id -> history.layouts().open(id));
  }

  /// Stores a version's layout, as its difference from an earlier one where there is one.
  StoredLayout store(TableVersion version, Layout layout, Optional<StoredLayout> last) {
    StoredLayout stored = history.layouts().store(layout, last);
    unpublished.put(Numbered.of(version), new Unpublished(version, stored));
    waiting = unpublished.size();
    wrote(stored.bytes());
    return stored;
  }

  /// Tells of bytes that were put; many are not left to be forced at once.
  void wrote(long more) {
    bytes += more;
    if (bytes >= MOST_BYTES) {
      history.leaves().store().force();
      bytes = 0;
    }
  }

  /// Makes the layouts durable and says so in the log.
  void publish() {
    if (!unpublished.isEmpty()) {
      write();
    }
    pin.ifPresent(Pin::close);
    pin = Optional.empty();
  }

  private void write() {
    history.leaves().store().force();
    bytes = 0;
    List<LogRecord> records = new ArrayList<>();
    for (Map.Entry<Numbered, Unpublished> entry : unpublished.entrySet()) {
      Numbered place = entry.getKey();
      Unpublished each = entry.getValue();
      each.version().storedLayout(each.layout().id());
      records.add(
          new LogEntry.LayoutStored(place.table(), place.version(), each.layout().id()).encode());
    }
    committer.append(() -> records);
    unpublished.clear();
    waiting = 0;
  }
}
