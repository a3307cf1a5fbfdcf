package io.armillaria.storage.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.chunk.ChunkLayout;
import io.armillaria.storage.chunk.ChunkOptions;
import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.HostileFileSystem;
import io.armillaria.storage.log.LogSizes;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bits that flip, files that are cut short and files that are gone, in every file of a small
/// database that was closed in order: each is an error that says what is damaged, or does not
/// change what is read.
///
/// Flips one bit of about 400 bytes, those of headers more often; `-Ddamage.flips=` takes more.
/// `-Dseed=` repeats a run.
final class TestDamage {
  private static final Path DATABASE = Path.of("/database");
  private static final LogSizes LOG = new LogSizes(12 << 10, 24 << 10, 4 << 10);
  private static final PackSizes PACKS = new PackSizes(24 << 10, 8 << 10, 16);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final HostileFileSystem files = new HostileFileSystem();
  private final Map<Path, byte[]> whole = new LinkedHashMap<>();
  private DatabaseOptions options;
  private PlainState state = PlainState.empty();

  private void create(boolean loose) throws IOException {
    System.out.println("TestDamage loose=" + loose + " seed " + seed);
    options =
        new DatabaseOptions(
            Optional.of(DATABASE),
            true,
            new ChunkOptions(loose ? ChunkLayout.LOOSE : ChunkLayout.PACKED, true),
            "auto",
            false);
    try (Database database = open()) {
      for (Workload.Step step : Workload.standard()) {
        step.run().accept(database);
        state = step.after(state);
      }
    }
    for (Path file : files.files()) {
      whole.put(file, files.content(file));
    }
  }

  private Database open() {
    return Database.open(options, new Environment(files, Environment.MACHINE.clock(), LOG, PACKS));
  }

  /// Everything again as it was.
  private void restore() throws IOException {
    for (Path file : files.files()) {
      if (!whole.containsKey(file)) {
        files.delete(file);
      }
    }
    for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
      files.put(file.getKey(), file.getValue());
    }
  }

  /// Reads everything: the answer is right, or an error says what is damaged.
  ///
  /// @return whether there was an error
  private boolean isDetected(String damage) {
    try (Database database = open()) {
      assertThat(PlainStateReader.read(database)).as(damage + ", seed " + seed).isEqualTo(state);
      return false;
    } catch (DatabaseException e) {
      assertThat(e.failure())
          .as(damage + ", seed " + seed)
          .isInstanceOfAny(
              Failure.Corrupt.class,
              Failure.TooNew.class,
              Failure.TooOld.class,
              Failure.CannotOpen.class);
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(damage + ", seed " + seed, e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noFlippedBitGivesAWrongAnswer(boolean loose) throws IOException {
    create(loose);
    int flips = Integer.getInteger("damage.flips", 400);
    int detected = 0;
    for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
      byte[] content = file.getValue();
      int share = Math.max(4, flips / whole.size());
      for (int i = 0; content.length > 0 && i < share; i++) {
        int at = position(content);
        int bit = random.nextInt(8);
        restore();
        byte[] damaged = content.clone();
        damaged[at] ^= (byte) (1 << bit);
        files.put(file.getKey(), damaged);
        detected += isDetected("bit " + bit + " of byte " + at + " of " + file.getKey()) ? 1 : 0;
      }
    }
    assertThat(detected).isPositive();
  }

  /// Half of the time in the first 64 bytes behind a multiple of 64 where something is.
  private int position(byte[] content) {
    for (int attempt = 0; attempt < 10; attempt++) {
      int at = random.nextInt(content.length);
      if (content[at] != 0 || attempt == 9) {
        int block = at / 64 * 64;
        return random.nextBoolean() ? at : Math.min(content.length - 1, block + random.nextInt(64));
      }
    }
    return 0;
  }

  /// The checkpoint's root may be whole when what it leads to is not.
  @Test
  void noDamagedPageOfTheHistoryGivesAWrongAnswer() throws IOException {
    create(false);
    int pages = 0;
    for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
      byte[] content = file.getValue();
      for (int at = 64;
          file.getKey().toString().endsWith(".pack") && at < content.length;
          at += 64) {
        boolean page = new String(content, at, 4, US_ASCII).equals("ACHK") && content[at + 4] == 3;
        if (page) {
          byte[] damaged = content.clone();
          damaged[at + 64] ^= 1;
          restore();
          files.put(file.getKey(), damaged);
          isDetected("the page at byte " + at + " of " + file.getKey());
          pages++;
        }
      }
    }
    assertThat(pages).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noFileCutShortGivesAWrongAnswer(boolean loose) throws IOException {
    create(loose);
    int detected = 0;
    for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
      int size = file.getValue().length;
      int[] lengths = {0, 1, 63, 64, size / 2, random.nextInt(size + 1), size - 64, size - 1};
      for (int length : Arrays.stream(lengths).filter(l -> l >= 0 && l < size).toArray()) {
        restore();
        files.put(file.getKey(), Arrays.copyOf(file.getValue(), length));
        detected += isDetected(file.getKey() + " cut to " + length + " bytes") ? 1 : 0;
      }
    }
    assertThat(detected).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noMissingFileGivesAWrongAnswer(boolean loose) throws IOException {
    create(loose);
    int detected = 0;
    for (Path file : whole.keySet()) {
      restore();
      files.delete(file);
      detected += isDetected(file + " is gone") ? 1 : 0;
    }
    assertThat(detected).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noFilledBlockGivesAWrongAnswer(boolean loose) throws IOException {
    create(loose);
    int blocks = Integer.getInteger("damage.flips", 400) / 5;
    int detected = 0;
    for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
      byte[] content = file.getValue();
      for (int i = 0; content.length > 0 && i < Math.max(2, blocks / whole.size()); i++) {
        int from = random.nextInt(content.length) / 512 * 512;
        int to = Math.min(content.length, from + 512);
        byte[] damaged = content.clone();
        if (random.nextBoolean()) {
          Arrays.fill(damaged, from, to, (byte) 0);
        } else {
          byte[] noise = new byte[to - from];
          random.nextBytes(noise);
          System.arraycopy(noise, 0, damaged, from, noise.length);
        }
        restore();
        files.put(file.getKey(), damaged);
        detected += isDetected("bytes " + from + " to " + to + " of " + file.getKey()) ? 1 : 0;
      }
    }
    assertThat(detected).isPositive();
  }
}
