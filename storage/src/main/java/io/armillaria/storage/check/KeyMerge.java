package io.armillaria.storage.check;

import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Walks through the live rows of a layout in the order of their keys, with one cursor for each
/// segment whose range the walk is in.
final class KeyMerge {
  private final List<Column> keyColumns;
  private final Deque<LayoutSegment> ahead;
  private final PriorityQueue<Cursor> cursors =
      new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.key, b.key));

  KeyMerge(Layout layout, List<Column> keyColumns) {
    this.keyColumns = keyColumns;
    this.ahead =
        new ArrayDeque<>(
            layout.segments().stream()
                .sorted(Comparator.comparing(s -> s.stored().firstKey(), Arrays::compareUnsigned))
                .toList());
  }

  /// The first key that two live rows have.
  Optional<byte[]> duplicate() {
    byte[] before = null;
    for (byte[] key = next(); key != null; key = next()) {
      if (before != null && Arrays.equals(before, key)) {
        return Optional.of(key);
      }
      before = key;
    }
    return Optional.empty();
  }

  private byte[] next() {
    while (!ahead.isEmpty() && (cursors.isEmpty() || !isAbove(ahead.getFirst()))) {
      Cursor cursor = new Cursor(ahead.removeFirst());
      if (cursor.advance()) {
        cursors.add(cursor);
      }
    }
    Cursor first = cursors.poll();
    if (first == null) {
      return null;
    }
    byte[] key = first.key;
    if (first.advance()) {
      cursors.add(first);
    }
    return key;
  }

  private boolean isAbove(LayoutSegment segment) {
    return Arrays.compareUnsigned(segment.stored().firstKey(), cursors.peek().key) > 0;
  }

  private final class Cursor {
    private final LayoutSegment segment;
    private final KeyReader keys;
    private int row = -1;
    private byte[] key;

    Cursor(LayoutSegment segment) {
      this.segment = segment;
      this.keys = new KeyReader(keyColumns, segment.stored()::reader);
    }

    boolean advance() {
      row = (int) segment.deleted().nextAbsentValue(row + 1);
      if (row >= segment.rows()) {
        return false;
      }
      key = keys.keyAt(row);
      return true;
    }
  }
}
