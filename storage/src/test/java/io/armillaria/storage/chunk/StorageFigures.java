package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import io.armillaria.blake3.NativeMode;
import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// The figures of `tck/bench storage`, which are below JDBC: hashing to the official library,
/// reading to hashing, storing to writing. Each is a ratio of speeds, measured in turns. `blake3`
/// or `packs` runs one half.
public final class StorageFigures {
  private static final int MIB = 1 << 20;
  private static final int OBJECTS = 192;

  private final List<String> lines = new ArrayList<>();
  private final List<String> ratios = new ArrayList<>();
  private final Blake3 fast = Blake3.best(NativeMode.ON);
  private final Blake3 java = Blake3.best(NativeMode.OFF);
  private final byte[] out = new byte[Blake3.HASH_BYTES];

  private interface Work {
    void run() throws IOException;
  }

  public static void main(String[] arguments) throws IOException {
    StorageFigures figures = new StorageFigures();
    Path target = Files.createDirectories(Path.of("target"));
    Path directory = Files.createTempDirectory(target.toAbsolutePath(), "bench");
    List<String> wanted = List.of(arguments);
    try (Arena arena = Arena.ofShared()) {
      if (wanted.isEmpty() || wanted.contains("blake3")) {
        MemorySegment input = arena.allocate(64L * MIB, 4096);
        MemorySegment.copy(MemorySegment.ofArray(random(64 * MIB)), 0, input, 0, input.byteSize());
        figures.hashing(input);
      }
      if (wanted.isEmpty() || wanted.contains("packs")) {
        figures.packs(directory);
      }
    } finally {
      delete(directory);
    }
    System.out.println("hash: " + figures.fast.name() + "\n");
    System.out.printf("%-20s %10s  %-8s %-6s  %s%n", "figure", "ratio", "goal", "", "what");
    figures.lines.forEach(System.out::println);
    System.out.println();
    figures.ratios.forEach(System.out::println);
  }

  private void hashing(MemorySegment input) throws IOException {
    Optional<OfficialBlake3> official = OfficialBlake3.find();
    if (official.isEmpty()) {
      System.out.println("No LLVM library with the official BLAKE3: apt-get install libllvm19");
    }
    for (int size : new int[] {64 << 10, MIB, 64 * MIB}) {
      MemorySegment message = input.asSlice(0, size);
      int repeats = Math.max(1, 16 * MIB / size);
      Work ours = repeated(repeats, () -> fast.hash(message, out, 0));
      String label = size < MIB ? "64k" : size == MIB ? "1m" : "64m";
      if (official.isPresent()) {
        byte[] theirs = official.get().hash(message);
        fast.hash(message, out, 0);
        if (!Arrays.equals(theirs, out)) {
          throw new IllegalStateException("the official library gives another hash");
        }
        Work peer = repeated(repeats, () -> official.get().hash(message));
        add(
            "blake3-" + label,
            "BLAKE3 of " + label + " to " + official.get().library(),
            ratio(ours, peer),
            size == 64 * MIB ? 1.2 : 0.9);
      }
      if (size >= MIB) {
        Work twin = repeated(repeats, () -> java.hash(message, out, 0));
        add("blake3-java-" + label, "Java twin to native", ratio(twin, ours), 0.25);
      }
    }
  }

  private void packs(Path directory) throws IOException {
    byte[][] objects = new byte[OBJECTS][];
    Arrays.setAll(objects, i -> random(MIB));
    List<Long> stored = new ArrayList<>();
    List<Long> written = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      Path ours = directory.resolve("store" + round);
      stored.add(time(() -> store(ours, objects)));
      Path bare = directory.resolve("bare" + round);
      written.add(time(() -> write(bare, objects)));
      Files.delete(bare);
      if (round > 0) {
        delete(ours);
      }
    }
    add(
        "bulk-load",
        "durable load of objects to write + fdatasync of their bytes",
        median(written) / (double) median(stored),
        0.7);
    verify(directory.resolve("store0"), objects);
  }

  private void store(Path directory, byte[][] objects) throws IOException {
    Files.createDirectories(directory);
    try (ChunkStore store =
        ChunkStores.open(FileSystem.disk(), directory, ChunkLayout.PACKED, fast)) {
      for (byte[] object : objects) {
        store.put(ChunkKind.COLUMN, object);
      }
      store.force();
    }
  }

  private static void write(Path file, byte[][] objects) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(MIB);
      for (byte[] object : objects) {
        channel.write(buffer.clear().put(object).flip());
      }
      channel.force(false);
    }
  }

  /// A store's first touch of each object, and hashing the same mapped bytes.
  private void verify(Path directory, byte[][] objects) throws IOException {
    List<ChunkId> ids = new ArrayList<>();
    for (byte[] object : objects) {
      fast.hash(object, 0, object.length, out, 0);
      ids.add(ChunkId.of(out, 0));
    }
    List<Long> reads = new ArrayList<>();
    List<Long> hashes = new ArrayList<>();
    for (int round = 0; round < 9; round++) {
      try (ChunkStore store =
          ChunkStores.open(FileSystem.disk(), directory, ChunkLayout.PACKED, fast)) {
        reads.add(time(() -> ids.forEach(store::get)));
        List<MemorySegment> bytes = ids.stream().map(store::get).toList();
        hashes.add(time(() -> bytes.forEach(object -> fast.hash(object, out, 0))));
      }
    }
    add(
        "read-verify",
        "first read of objects in a mapped pack to hashing them",
        median(hashes) / (double) median(reads),
        0.95);
  }

  private void add(String name, String what, double ratio, double goal) {
    String met = ratio >= goal ? "met" : "MISSED";
    lines.add(
        String.format(
            Locale.ROOT, "%-20s %10.3f  >= %-5.2f %-6s  %s", name, ratio, goal, met, what));
    ratios.add(String.format(Locale.ROOT, "RATIO %s %.3f", name, ratio));
  }

  /// How many times as fast `first` is as `second`.
  private static double ratio(Work first, Work second) throws IOException {
    List<Long> firsts = new ArrayList<>();
    List<Long> seconds = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      long one = time(first);
      long other = time(second);
      if (round > 19) {
        firsts.add(one);
        seconds.add(other);
      }
    }
    return median(seconds) / (double) median(firsts);
  }

  private static Work repeated(int times, Work work) {
    return () -> {
      for (int i = 0; i < times; i++) {
        work.run();
      }
    };
  }

  private static long time(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    SEEDED.nextBytes(bytes);
    return bytes;
  }

  private static final Random SEEDED = new Random(3);

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
