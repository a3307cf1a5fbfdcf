package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.file.ProcessLocks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestPacking {
  private static final Path DATABASE = Path.of("/database");
  private static final Path PACK = DATABASE.resolve("packs/00000000.pack");

  private final HostileFileSystem files = new HostileFileSystem();

  private ChunkStore open(boolean mapped) {
    return ChunkStores.open(
        files,
        DATABASE,
        new ChunkOptions(ChunkLayout.PACKED, mapped),
        ProcessLocks.alone(),
        Blake3.best());
  }

  private static byte[] text(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(4));
    }
    return bytes;
  }

  private static ChunkId put(ChunkStore store, byte[] bytes, Packing packing) {
    return store.put(ChunkKind.COLUMN, MemorySegment.ofArray(bytes), packing);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void compressesWhereItPays(boolean mapped) {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    List<ChunkId> ids = new ArrayList<>();
    List<byte[]> objects =
        List.of(text(100_000), text(3_000_000), text(100), random, new byte[5000]);
    try (ChunkStore store = open(mapped)) {
      objects.forEach(bytes -> ids.add(put(store, bytes, Packing.SMALL)));
      store.force();
      assertThat(store.storedBytes(ids.get(0))).isBetween(20_000L, 40_000L);
      assertThat(store.storedBytes(ids.get(1))).isLessThan(1_200_000);
      assertThat(store.storedBytes(ids.get(2))).isEqualTo(100);
      assertThat(store.storedBytes(ids.get(3))).isEqualTo(100_000);
      assertThat(put(store, text(100_000), Packing.PLAIN)).isEqualTo(ids.get(0));
    }
    for (int round = 0; round < 2; round++) {
      try (ChunkStore store = open(!mapped)) {
        for (int i = 0; i < ids.size(); i++) {
          MemorySegment read = store.get(ids.get(i));
          assertThat(read.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(objects.get(i));
          assertThat(read.isReadOnly()).isTrue();
          assertThat(read.address() % 64).isZero();
          assertThat(store.size(ids.get(i))).isEqualTo(objects.get(i).length);
          assertThat(store.get(ids.get(i))).isEqualTo(read);
        }
      }
    }
  }

  @Test
  void givesNoOtherBytesWhenABitIsFlipped() throws IOException {
    byte[] bytes = text(2000);
    ChunkId id;
    try (ChunkStore store = open(true)) {
      id = put(store, bytes, Packing.SMALL);
      store.force();
    }
    byte[] content = files.content(PACK);
    int unharmed = 0;
    for (int at = PackHeader.BYTES; at < 128 + 400; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= (byte) (1 << (at % 8));
      files.damage(PACK, damaged);
      try (ChunkStore store = open(at % 2 == 0)) {
        assertThat(store.get(id).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
        unharmed++;
      } catch (DatabaseException e) {
        assertThat(e).hasMessageContaining(id.toString());
      }
    }
    assertThat(unharmed).as("bits that DEFLATE does not look at").isLessThan(10);
  }
}
