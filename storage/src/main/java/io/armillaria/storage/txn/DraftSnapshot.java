package io.armillaria.storage.txn;

import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// A table with a transaction's own writes on top, as they were when the snapshot was taken. Keys
/// are looked up from the newest segment down.
record DraftSnapshot(
    TableId id,
    String name,
    TableSchema schema,
    long rowCount,
    List<Segment> segments,
    ToLongFunction<byte[]> finder)
    implements TableSnapshot {
  @Override
  public OptionalLong version() {
    return OptionalLong.empty();
  }

  @Override
  public long find(byte[] key) {
    return finder.applyAsLong(key);
  }
}
