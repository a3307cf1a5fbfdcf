package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.file.HostileFileSystem;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A database whose objects are in both homes.
final class TestRoutedChunkStore {
  private static final Path DATABASE = Path.of("/database");

  private final HostileFileSystem files = new HostileFileSystem();

  private ChunkStore open(ChunkLayout layout) {
    return ChunkStores.open(files, DATABASE, layout, Blake3.best());
  }

  private ChunkId put(ChunkLayout layout, byte[] bytes) {
    try (ChunkStore store = open(layout)) {
      ChunkId id = store.put(ChunkKind.LEAF, bytes);
      store.force();
      return id;
    }
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[100];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void findsObjectsInBothHomes() {
    ChunkId packed = put(ChunkLayout.PACKED, bytes(1));
    ChunkId loose = put(ChunkLayout.LOOSE, bytes(2));
    for (ChunkLayout layout : ChunkLayout.values()) {
      try (ChunkStore store = open(layout)) {
        assertThat(read(store, packed)).isEqualTo(bytes(1));
        assertThat(read(store, loose)).isEqualTo(bytes(2));
        assertThat(store.size(loose) + store.storedBytes(packed)).isEqualTo(200);
        assertThat(homes(store)).containsExactly(ChunkHome.PACK, ChunkHome.LOOSE);
      }
    }
  }

  @Test
  void storesEqualContentInOneHomeOnly() {
    put(ChunkLayout.PACKED, bytes(1));
    put(ChunkLayout.LOOSE, bytes(1));
    put(ChunkLayout.LOOSE, bytes(2));
    put(ChunkLayout.PACKED, bytes(2));
    try (ChunkStore store = open(ChunkLayout.PACKED)) {
      assertThat(homes(store)).containsExactly(ChunkHome.PACK, ChunkHome.LOOSE);
    }
  }

  @Test
  void takesAPackedObjectAgainThatIsDamaged() throws IOException {
    takesAnObjectAgain(ChunkLayout.PACKED, ChunkLayout.LOOSE, 130);
  }

  @Test
  void takesALooseObjectAgainThatIsDamaged() throws IOException {
    takesAnObjectAgain(ChunkLayout.LOOSE, ChunkLayout.PACKED, 70);
  }

  private void takesAnObjectAgain(ChunkLayout home, ChunkLayout other, int at) throws IOException {
    ChunkId id = put(home, bytes(1));
    Path path = files.files().getLast();
    byte[] damaged = files.content(path);
    damaged[at]++;
    files.damage(path, damaged);
    try (ChunkStore store = open(home)) {
      assertThatThrownBy(() -> store.get(id)).hasMessageContaining(id + " in ");
    }
    assertThat(put(other, bytes(1))).isEqualTo(id);
    try (ChunkStore store = open(home)) {
      assertThat(read(store, id)).isEqualTo(bytes(1));
    }
  }

  @Test
  void givesNoOtherBytesWhenALooseFileIsDamaged() throws IOException {
    ChunkId id = put(ChunkLayout.LOOSE, bytes(1));
    Path path = files.files().getLast();
    byte[] content = files.content(path);
    int unharmed = 0;
    for (int at = 0; at < content.length; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= (byte) (1 << (at % 8));
      unharmed += readsOrNames(path, damaged, id) ? 1 : 0;
      assertThat(readsOrNames(path, Arrays.copyOf(content, at), id)).isFalse();
    }
    assertThat(unharmed).as("bits of padding").isEqualTo(28);
  }

  private boolean readsOrNames(Path path, byte[] damaged, ChunkId id) throws IOException {
    files.damage(path, damaged);
    try (ChunkStore store = open(ChunkLayout.LOOSE)) {
      try {
        assertThat(read(store, id)).isEqualTo(bytes(1));
        return true;
      } catch (DatabaseException e) {
        assertThat(e)
            .hasMessage(
                "Object " + id + " in objects is damaged: its bytes do not have that hash.");
        return false;
      }
    }
  }

  private static byte[] read(ChunkStore store, ChunkId id) {
    return store.get(id).toArray(ValueLayout.JAVA_BYTE);
  }

  private static List<ChunkHome> homes(ChunkStore store) {
    List<ChunkHome> homes = new ArrayList<>();
    store.forEach(chunk -> homes.add(chunk.home()));
    return homes;
  }
}
