package io.armillaria.blake3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestPlatform {
  @Test
  void knowsWhatTheBuildCompilesFor() {
    assertThat(Platform.of("Linux", "amd64")).contains(new Platform("linux-x86_64", "so"));
    assertThat(Platform.of("Linux", "aarch64")).contains(new Platform("linux-aarch64", "so"));
    assertThat(Platform.of("Mac OS X", "x86_64")).contains(new Platform("macos-x86_64", "dylib"));
    assertThat(Platform.of("Mac OS X", "aarch64")).contains(new Platform("macos-aarch64", "dylib"));
  }

  @Test
  void hasNoneElsewhere() {
    assertThat(Platform.of("Windows 11", "amd64")).isEmpty();
    assertThat(Platform.of("Linux", "riscv64")).isEmpty();
  }

  @Test
  void namesTheLibrary() {
    var platform = new Platform("linux-x86_64", "so");
    assertThat(platform.resource()).isEqualTo("native/linux-x86_64/libarmillaria_blake3.so");
    assertThat(platform.fileName("0a-1")).isEqualTo("libarmillaria_blake3-0a-1.so");
  }
}
