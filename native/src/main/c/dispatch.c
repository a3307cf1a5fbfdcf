/* Which kernels may run here. */
#include "dispatch.h"

#include "blake3.h"

#if defined(__x86_64__)
#include <cpuid.h>

enum { XMM_AND_YMM = 0x06, MASKS_AND_ZMM = 0xE0 };

/* The register sets that the operating system saves when it switches threads. */
static uint64_t saved_registers(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

uint64_t armillaria_blake3_instructions(void) {
  uint64_t found = 1u << PORTABLE;
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) {
    return found;
  }
  if (c & bit_SSE4_1 && c & bit_SSSE3) {
    found |= 1u << SSE41;
  }
  uint64_t saved = c & bit_OSXSAVE ? saved_registers() : 0;
  if (!(c & bit_AVX) || (saved & XMM_AND_YMM) != XMM_AND_YMM ||
      !__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
    return found;
  }
  if (b & bit_AVX2) {
    found |= 1u << AVX2;
    if (b & bit_AVX512F && b & bit_AVX512VL && (saved & MASKS_AND_ZMM) == MASKS_AND_ZMM) {
      found |= 1u << AVX512;
    }
  }
  return found;
}

const struct kernel *armillaria_kernel(uint32_t instructions) {
  switch (instructions) {
    case SSE41:
      return &armillaria_kernel_sse41;
    case AVX2:
      return &armillaria_kernel_avx2;
    case AVX512:
      return &armillaria_kernel_avx512;
    default:
      return &armillaria_kernel_portable;
  }
}

#elif defined(__aarch64__) && !defined(__AARCH64EB__)

uint64_t armillaria_blake3_instructions(void) { return 1u << PORTABLE | 1u << NEON; }

const struct kernel *armillaria_kernel(uint32_t instructions) {
  return instructions == NEON ? &armillaria_kernel_neon : &armillaria_kernel_portable;
}

#else

uint64_t armillaria_blake3_instructions(void) { return 1u << PORTABLE; }

const struct kernel *armillaria_kernel(uint32_t instructions) {
  (void)instructions;
  return &armillaria_kernel_portable;
}

#endif
