package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;

/// Numbers the distinct keys it is shown, from 0; NULL is a key like any other. Keys that lie close
/// together are found by [DenseGroups], for as long as they do; others by open addressing over
/// 64-bit hashes, and a [GroupShortcut] spares most rows the hashing.
final class GroupTable {
  private static final int LARGEST = 1 << 29;
  // bytes of a hashed group: its hash, and at most eight slots
  private static final int HASHED = 9 * Long.BYTES;
  private static final long TAG = 0xFFFFFFFF00000000L;

  private final Query query;
  private final List<DataType> types;
  private final GrowingColumn[] keys;
  private GroupShortcut shortcut;
  // null where groups are hashed; then they all are
  private DenseGroups dense;
  private final int[] found = new int[Batch.CAPACITY];
  private final int[] rows = new int[Batch.CAPACITY];
  private final boolean[] equal = new boolean[Batch.CAPACITY];
  private final long[] rowHashes = new long[Batch.CAPACITY];
  // the upper half of a group's hash, and one more than the group; 0 for an empty slot
  private long[] slots = new long[64];
  private long[] hashes = new long[32];
  private int groups;

  GroupTable(Query query, List<DataType> types) {
    this.query = query;
    this.types = List.copyOf(types);
    keys =
        types.stream().map(type -> GrowingColumn.of(type.layout())).toArray(GrowingColumn[]::new);
    shortcut = GroupShortcut.of(types);
    boolean single = types.size() == 1 && types.getFirst().layout() == DataType.Layout.LONG;
    dense = single ? new DenseGroups() : null;
  }

  int groups() {
    return groups;
  }

  /// The keys of the groups, by number.
  ColumnVector[] keys() {
    return Arrays.stream(keys).map(GrowingColumn::vector).toArray(ColumnVector[]::new);
  }

  /// Writes the group of each row of `batch` that counts to `target`, at the row's place.
  ///
  /// @param columns the key columns of `batch`
  void assign(ColumnVector[] columns, Batch batch, int[] target) {
    if (keys.length == 0) {
      groups = 1;
      Arrays.fill(target, 0, batch.rows(), 0);
      return;
    }
    if (dense != null) {
      if (dense.assign((LongVector) columns[0], batch, this, target)) {
        return;
      }
      dense = null;
      hashAll();
    }
    int missing = shortcut.find(columns, batch, groups, target);
    if (missing == GroupShortcut.USELESS) {
      Hashes.of(columns, batch.selection(), batch.selected(), rowHashes);
      assign(columns, batch.selection(), batch.selected(), rowHashes, target);
    } else if (missing > 0) {
      Hashes.of(columns, shortcut.missing(), missing, rowHashes);
      assign(columns, shortcut.missing(), missing, rowHashes, target);
      shortcut.learn(columns, missing, target);
    }
  }

  private void assign(
      ColumnVector[] columns, int[] selection, int selected, long[] hashOfRow, int[] target) {
    int old = 0;
    for (int k = 0; k < selected; k++) {
      int row = selection == null ? k : selection[k];
      long hash = hashOfRow[row];
      int slot = slot(hash);
      while (slots[slot] != 0 && ((slots[slot] ^ hash) & TAG) != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] == 0) {
        target[row] = insert(columns, row, hash, slot);
      } else {
        int group = (int) slots[slot] - 1;
        target[row] = group;
        rows[old] = row;
        found[old++] = group;
      }
    }
    verify(columns, old, hashOfRow, target);
  }

  /// Takes over the groups of another table whose hashes are in `range`; writes for each group of
  /// the other its number here to `target`, -1 where it is not taken.
  void adopt(GroupTable other, HashRange range, int[] target) {
    if (keys.length == 0) {
      groups = Math.max(groups, other.groups);
      return;
    }
    ColumnVector[] from = other.keys();
    ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    ColumnVector[] columns = new ColumnVector[from.length];
    int[] numbers = new int[Batch.CAPACITY];
    int[] selection = new int[Batch.CAPACITY];
    for (int first = 0; first < other.groups; first += Batch.CAPACITY) {
      query.check();
      int count = Math.min(Batch.CAPACITY, other.groups - first);
      for (int i = 0; i < columns.length; i++) {
        columns[i] = gatherers[i].slice(from[i], first, count);
      }
      if (!range.equals(HashRange.ALL)) {
        other.hashes(columns, first, count, rowHashes);
        Arrays.fill(numbers, 0, count, -1);
        int chosen = 0;
        for (int i = 0; i < count; i++) {
          selection[chosen] = i;
          chosen += range.contains(rowHashes[i]) ? 1 : 0;
        }
        assign(columns, new Batch(columns, count).select(selection, chosen), numbers);
      } else if (dense == null && other.dense == null) {
        System.arraycopy(other.hashes, first, rowHashes, 0, count);
        assign(columns, null, count, rowHashes, numbers);
      } else {
        assign(columns, new Batch(columns, count), numbers);
      }
      System.arraycopy(numbers, 0, target, first, count);
    }
  }

  /// How many groups have hashes in `range`.
  int count(HashRange range) {
    if (range.equals(HashRange.ALL)) {
      return groups;
    }
    int found = 0;
    ColumnVector[] all = keys();
    ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    ColumnVector[] columns = new ColumnVector[all.length];
    for (int first = 0; first < groups; first += Batch.CAPACITY) {
      query.check(first);
      int count = Math.min(Batch.CAPACITY, groups - first);
      for (int i = 0; i < columns.length; i++) {
        columns[i] = gatherers[i].slice(all[i], first, count);
      }
      hashes(columns, first, count, rowHashes);
      for (int i = 0; i < count; i++) {
        found += range.contains(rowHashes[i]) ? 1 : 0;
      }
    }
    return found;
  }

  /// The hashes of `count` groups from `first` on, whose keys are `columns`.
  private void hashes(ColumnVector[] columns, int first, int count, long[] target) {
    if (dense == null) {
      System.arraycopy(hashes, first, target, 0, count);
    } else {
      Hashes.of(columns, null, count, target);
    }
  }

  /// Does without the arrays that spare hashing; false when they take less than what comes instead.
  boolean dropShortcut() {
    boolean held = shortcut.bytes() > 0;
    shortcut = new GroupShortcut.NoShortcut();
    if (dense != null && dense.bytes() > (long) HASHED * groups) {
      dense = null;
      hashAll();
      return true;
    }
    return held;
  }

  long bytes() {
    long bytes = (long) Long.BYTES * (slots.length + hashes.length) + shortcut.bytes();
    bytes += dense == null ? 0 : dense.bytes();
    for (GrowingColumn key : keys) {
      bytes += key.bytes();
    }
    return bytes;
  }

  /// Bytes that are allocated at most beside the present ones when the batch is assigned.
  long growth(ColumnVector[] columns, Batch batch) {
    if (keys.length == 0) {
      return 0;
    }
    int most = groups + batch.selected();
    long growth = most > hashes.length ? 2L * Long.BYTES * most : 0;
    growth += most * 2L > slots.length ? 4L * Long.BYTES * Math.max(slots.length, most) : 0;
    // either it grows, or all groups are hashed
    growth = dense == null ? growth : Math.max(dense.bytes(), (long) HASHED * most);
    for (int i = 0; i < keys.length; i++) {
      growth += keys[i].growth(columns[i], batch.selection(), batch.selected());
    }
    return growth;
  }

  /// Rows of equal hashes nearly always have equal keys; those that do not are looked up again.
  private void verify(ColumnVector[] columns, int count, long[] hashOfRow, int[] target) {
    KeyEquality.compare(columns, rows, keys(), found, count, equal);
    for (int i = 0; i < count; i++) {
      if (!equal[i]) {
        target[rows[i]] = lookUp(columns, rows[i], hashOfRow[rows[i]]);
      }
    }
  }

  private int lookUp(ColumnVector[] columns, int row, long hash) {
    int[] a = {row};
    int[] b = new int[1];
    boolean[] same = new boolean[1];
    int slot = slot(hash);
    while (slots[slot] != 0) {
      if (((slots[slot] ^ hash) & TAG) == 0) {
        b[0] = (int) slots[slot] - 1;
        KeyEquality.compare(columns, a, keys(), b, 1, same);
        if (same[0]) {
          return b[0];
        }
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return insert(columns, row, hash, slot);
  }

  /// Numbers a key that is new.
  int append(ColumnVector key, int row) {
    check();
    keys[0].append(key, row);
    return groups++;
  }

  private void check() {
    if (groups == LARGEST) {
      throw new Failure.OutOfMemory("An aggregation has more than " + LARGEST + " groups.").raise();
    }
  }

  private int insert(ColumnVector[] columns, int row, long hash, int slot) {
    check();
    slots[slot] = (hash & TAG) | (groups + 1);
    if (groups == hashes.length) {
      hashes = Arrays.copyOf(hashes, groups * 2);
    }
    hashes[groups] = hash;
    for (int i = 0; i < keys.length; i++) {
      keys[i].append(columns[i], row);
    }
    groups++;
    if (groups * 2L > slots.length) {
      rehash();
    }
    return groups - 1;
  }

  private void rehash() {
    fill(slots.length * 4);
  }

  /// Hashes the groups that were found otherwise so far.
  private void hashAll() {
    hashes = new long[Math.max(32, groups)];
    ColumnVector[] columns = keys();
    for (int first = 0; first < groups; first += Batch.CAPACITY) {
      query.check(first);
      Hashes.of(columns, first, Math.min(groups, first + Batch.CAPACITY), hashes);
    }
    fill((int) Math.min(1 << 30, Math.max(64, Long.highestOneBit(groups + 1L) * 4)));
  }

  private void fill(int size) {
    slots = new long[size];
    for (int group = 0; group < groups; group++) {
      query.check(group);
      int slot = slot(hashes[group]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = (hashes[group] & TAG) | (group + 1);
    }
  }

  private int slot(long hash) {
    return (int) hash & (slots.length - 1);
  }
}
