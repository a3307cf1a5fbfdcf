package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class TestJavaBlake3 extends AbstractTestBlake3 {
  private final Blake3 blake3 = new JavaBlake3();

  @Override
  Blake3 blake3() {
    return blake3;
  }

  @Test
  void isSharedByThreads() throws InterruptedException, ExecutionException {
    byte[] input = new byte[100_000];
    byte[] expected = new byte[32];
    blake3.hash(input, 0, input.length, expected, 0);
    Callable<byte[]> hash =
        () -> {
          byte[] out = new byte[32];
          for (int i = 0; i < 20; i++) {
            Arrays.fill(out, (byte) 0);
            blake3.hash(input, 0, input.length, out, 0);
          }
          return out;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<byte[]> out : threads.invokeAll(Collections.nCopies(8, hash))) {
        assertThat(out.get()).isEqualTo(expected);
      }
    }
  }
}
