package io.armillaria.storage.table;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/// A leaf of few rows that carries them itself, because a chunk for each column would be larger
/// than the rows.
final class PackedLeaf {
  static final int FORMAT = 1;

  /// Leaves of more rows have a chunk for each column.
  static final int MOST_ROWS = 1 << 9;

  private PackedLeaf() {}

  /// @param block in ascending order of `keyColumns`, which are among its columns
  static byte[] encode(RowBlock block, List<Column> keyColumns) {
    BinaryWriter out = new BinaryWriter().u8(FORMAT).varint(keyColumns.size());
    keyColumns.forEach(column -> out.varint(column.id()));
    RowBlockCodec.write(out, block);
    return out.toBytes();
  }

  /// @param in behind the format
  static InlineRows decode(BinaryReader in) {
    List<Integer> ids = new ArrayList<>();
    for (int left = in.count(1); left > 0; left--) {
      ids.add((int) in.varint());
    }
    RowBlock block = RowBlockCodec.read(in);
    List<Column> keyColumns =
        ids.stream().map(id -> block.columns().get(block.ordinalOfId(id))).toList();
    return new InlineRows(block, keyColumns);
  }
}
