package io.armillaria.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.blake3.NativeMode;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkStores;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestCutRule {
  private static final Column ID = new Column(1, "ID", DataType.Plain.BIGINT, false);
  private static final Column TEXT =
      new Column(2, "V", new DataType.Varchar(DataType.UNLIMITED), true);
  private static final List<Column> COLUMNS = List.of(ID, TEXT);
  private static final List<Column> KEY = List.of(ID);

  private final Leaves leaves =
      new Leaves(ChunkStores.memory(Blake3.best(NativeMode.OFF)), new CutRule(1 << 12));

  private static RowBlock rows(List<Long> ids, int width) {
    Object[] texts = new Object[ids.size()];
    for (int i = 0; i < texts.length; i++) {
      byte[] text = new byte[ids.get(i) % 3 == 0 ? width : width / 2];
      new Random(ids.get(i)).nextBytes(text);
      texts[i] = text;
    }
    ColumnVector[] vectors = {
      ColumnVectors.of(DataType.Layout.LONG, ids.toArray()),
      ColumnVectors.of(DataType.Layout.BYTES, texts)
    };
    return new RowBlock(COLUMNS, List.of(vectors), ids.size());
  }

  private static List<ChunkId> ids(List<LeafRows> written) {
    return written.stream().map(LeafRows::id).toList();
  }

  private List<LeafRows> inPieces(List<Long> ids, int width, Random random) {
    LeafWriter writer = new LeafWriter(leaves, COLUMNS, KEY, false);
    for (int from = 0; from < ids.size(); ) {
      int to = Math.min(ids.size(), from + 1 + random.nextInt(ids.size() / 3));
      writer.append(rows(ids.subList(from, to), width));
      from = to;
    }
    return writer.finish();
  }

  @ParameterizedTest
  @CsvSource({"40000, 20", "40000, 900", "200, 200000", "12, 5000000"})
  void equalRowsGiveEqualLeavesOfBoundedSize(int count, int width) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TestCutRule seed " + seed);
    Random random = new Random(seed);
    List<Long> ids = new ArrayList<>();
    for (long id = 0; ids.size() < count; id += 1 + random.nextInt(3)) {
      ids.add(id);
    }
    List<LeafRows> whole = LeafWriter.write(leaves, rows(ids, width), KEY);
    for (LeafRows leaf : whole) {
      ColumnVector texts =
          ColumnVectors.read(leaf.reader(TEXT), DataType.Layout.BYTES, 0, leaf.rows());
      long bytes = RowBytes.of(List.of(texts, texts), 0, leaf.rows()) / 2;
      assertThat(leaf.rows() == 1 || bytes <= CutRule.MOST_BYTES).isTrue();
      assertThat(leaf.rows()).isLessThanOrEqualTo(1 << 12);
    }
    assertThat(whole).hasSizeGreaterThan(5);
    assertThat(ids(inPieces(ids, width, random))).isEqualTo(ids(whole));
    assertThat(ids(LeafBatch.start(leaves, rows(ids, width), KEY, true).join()))
        .isEqualTo(ids(whole));
    List<Long> fewer = new ArrayList<>(ids);
    fewer.remove(count / 8);
    Set<ChunkId> others = new HashSet<>(ids(inPieces(fewer, width, random)));
    others.removeAll(ids(whole));
    assertThat(others.size()).isLessThanOrEqualTo(Math.max(4, whole.size() / 2));
  }
}
