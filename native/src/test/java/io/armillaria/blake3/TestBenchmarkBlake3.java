package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Runs every benchmark once, so that none rots.
final class TestBenchmarkBlake3 {
  @Test
  void hashesTheSameBytesEachWay() {
    var benchmark = new BenchmarkBlake3();
    var volume = new BenchmarkBlake3.Volume();
    benchmark.mode = NativeMode.AUTO;
    benchmark.size = 10_000;
    benchmark.allocate();
    byte[] expected = benchmark.nativeMemory(volume).clone();
    assertThat(benchmark.heapArray(volume)).isEqualTo(expected);
    assertThat(benchmark.heapInPiecesOf4KiB(volume)).isEqualTo(expected);
    assertThat(benchmark.manyOf4KiB(volume)).hasSize(2 * Blake3.HASH_BYTES);
    assertThat(volume.bytes).isEqualTo(3 * 10_000 + 2 * 4096);
    benchmark.free();
  }
}
