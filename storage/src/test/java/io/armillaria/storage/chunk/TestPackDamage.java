package io.armillaria.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.HostileFileSystem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages a pack and expects whole objects or an error, never other bytes.
final class TestPackDamage {
  private static final Path DATABASE = Path.of("/database");
  private static final Path PACK = DATABASE.resolve("packs/00000000.pack");

  private final HostileFileSystem files = new HostileFileSystem();
  private final Map<ChunkId, byte[]> objects = new LinkedHashMap<>();
  private byte[] pack;

  @BeforeEach
  void writePack() throws IOException {
    ChunkStore store = open(files, DATABASE);
    for (int length : new int[] {1, 64, 100, 200, 0}) {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      objects.put(store.put(ChunkKind.COLUMN, bytes), bytes);
    }
    store.force();
    store.close();
    pack = Arrays.copyOf(files.content(PACK), 64 + 5 * 64 + 64 + 64 + 128 + 256);
    files.damage(PACK, pack);
  }

  private static ChunkStore open(FileSystem files, Path directory) {
    return ChunkStores.open(files, directory, ChunkLayout.PACKED, Blake3.best());
  }

  @Test
  void givesNoOtherBytesWhenABitIsFlipped() throws IOException {
    for (int at = 0; at < pack.length; at++) {
      byte[] damaged = pack.clone();
      damaged[at] ^= (byte) (1 << (at % 8));
      files.damage(PACK, damaged);
      if (at < PackHeader.BYTES) {
        assertThatThrownBy(() -> open(files, DATABASE))
            .hasMessage("packs/00000000.pack (896 bytes) does not begin with its header.");
      } else {
        assertThat(wholeObjects()).as("bit flipped at %d", at).isGreaterThanOrEqualTo(4);
      }
    }
  }

  @Test
  void givesNoOtherBytesWhenTheFileIsShorter() throws IOException {
    for (int length = PackHeader.BYTES; length < pack.length; length++) {
      files.damage(PACK, Arrays.copyOf(pack, length));
      assertThat(wholeObjects()).as("cut at %d", length).isLessThan(6);
    }
    files.damage(PACK, Arrays.copyOf(pack, 63));
    assertThatThrownBy(() -> open(files, DATABASE))
        .hasMessage("packs/00000000.pack (63 bytes) does not begin with its header.");
  }

  private int wholeObjects() {
    int whole = 0;
    try (ChunkStore store = open(files, DATABASE)) {
      for (Map.Entry<ChunkId, byte[]> object : objects.entrySet()) {
        try {
          assertThat(read(store, object.getKey())).isEqualTo(object.getValue());
          whole++;
        } catch (DatabaseException e) {
          assertThat(e.failure())
              .isInstanceOfSatisfying(
                  Failure.Corrupt.class,
                  corrupt -> assertThat(corrupt.object()).isEqualTo(object.getKey().toString()));
        }
      }
    }
    return whole;
  }

  @Test
  void takesADamagedObjectAgain() throws IOException {
    for (int at = PackHeader.BYTES; at < pack.length; at += 7) {
      byte[] damaged = pack.clone();
      damaged[at]++;
      files.damage(PACK, damaged);
      try (ChunkStore store = open(files, DATABASE)) {
        objects.forEach((id, bytes) -> assertThat(store.put(ChunkKind.LEAF, bytes)).isEqualTo(id));
        store.force();
      }
      assertThat(wholeObjects()).isEqualTo(objects.size());
    }
  }

  @Test
  void refusesANewerFormat() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 3);
    CRC32C checksum = new CRC32C();
    checksum.update(pack, 0, 60);
    header.putInt(60, (int) checksum.getValue());
    files.damage(PACK, pack);
    assertThatThrownBy(() -> open(files, DATABASE))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.TooNew("/database", 3, 1)));
  }

  @Test
  void doesNotReadBehindTheEndOfAMappedFile(@TempDir Path directory) throws IOException {
    byte[] bytes = new byte[3_000_000];
    ChunkId id;
    try (ChunkStore store = open(FileSystem.disk(), directory)) {
      id = store.put(ChunkKind.COLUMN, bytes);
      store.force();
    }
    Path path = directory.resolve("packs/00000000.pack");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(1_000_000);
    }
    try (ChunkStore store = open(FileSystem.disk(), directory)) {
      assertThatThrownBy(() -> store.get(id)).hasMessage("Object " + id + " is missing.");
    }
  }

  private static byte[] read(ChunkStore store, ChunkId id) {
    return store.get(id).toArray(ValueLayout.JAVA_BYTE);
  }
}
