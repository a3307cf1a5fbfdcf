package io.armillaria.storage.table;

import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    keyColumns.forEach(column -> out.varint(column.id()).bool(column.nullable()));
    RowBlockCodec.write(out, block);
    return out.toBytes();
  }

  /// @param in behind the format
  static InlineRows decode(BinaryReader in) {
    Map<Integer, Boolean> nullable = new LinkedHashMap<>();
    for (int left = in.count(2); left > 0; left--) {
      nullable.put((int) in.varint(), in.bool());
    }
    RowBlock block = RowBlockCodec.read(in);
    List<Column> keyColumns = new ArrayList<>();
    nullable.forEach(
        (id, isNullable) ->
            keyColumns.add(block.columns().get(block.ordinalOfId(id)).withNullable(isNullable)));
    return new InlineRows(block, keyColumns);
  }
}
