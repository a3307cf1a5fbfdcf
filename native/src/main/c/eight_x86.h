/* Eight nodes side by side on 256-bit vectors. With AVX-512 there are a rotate instruction and twice
   as many registers. */

#define WIDTH 8
#define NAME(f) f##_8
#define VEC __m256i
#define SET1(x) _mm256_set1_epi32((int)(x))
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define ADD _mm256_add_epi32
#define XOR _mm256_xor_si256
#define SELECT(mask, a, b) _mm256_blendv_epi8(b, a, mask)
#ifdef __AVX512VL__
#define ROT16(v) _mm256_ror_epi32(v, 16)
#define ROT12(v) _mm256_ror_epi32(v, 12)
#define ROT8(v) _mm256_ror_epi32(v, 8)
#define ROT7(v) _mm256_ror_epi32(v, 7)
#define MIX COLUMNS_TOGETHER
#define PIN(v)
#else
#define ROT16(v)                                                                                   \
  _mm256_shuffle_epi8(v, _mm256_setr_epi8(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13, 2, \
                                          3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13))
#define ROT12(v) _mm256_or_si256(_mm256_srli_epi32(v, 12), _mm256_slli_epi32(v, 20))
#define ROT8(v)                                                                                    \
  _mm256_shuffle_epi8(v, _mm256_setr_epi8(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12, 1, \
                                          2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12))
#define ROT7(v) _mm256_or_si256(_mm256_srli_epi32(v, 7), _mm256_slli_epi32(v, 25))
#define MIX COLUMNS_IN_TURN
#define PIN(v) __asm__("" : "+m"(v))
#endif

static inline __attribute__((always_inline)) void transpose_8(const __m256i in[8], __m256i out[8]) {
  __m256i a[8], b[8];
  for (int i = 0; i < 4; i++) {
    a[2 * i] = _mm256_unpacklo_epi32(in[2 * i], in[2 * i + 1]);
    a[2 * i + 1] = _mm256_unpackhi_epi32(in[2 * i], in[2 * i + 1]);
  }
  for (int i = 0; i < 2; i++) {
    b[4 * i] = _mm256_unpacklo_epi64(a[4 * i], a[4 * i + 2]);
    b[4 * i + 1] = _mm256_unpackhi_epi64(a[4 * i], a[4 * i + 2]);
    b[4 * i + 2] = _mm256_unpacklo_epi64(a[4 * i + 1], a[4 * i + 3]);
    b[4 * i + 3] = _mm256_unpackhi_epi64(a[4 * i + 1], a[4 * i + 3]);
  }
  for (int i = 0; i < 4; i++) {
    out[i] = _mm256_permute2x128_si256(b[i], b[i + 4], 0x20);
    out[i + 4] = _mm256_permute2x128_si256(b[i], b[i + 4], 0x31);
  }
}

static inline __attribute__((always_inline)) void load_blocks_8(const uint8_t *const at[8],
                                                                size_t offset, __m256i m[16]) {
  for (int half = 0; half < 2; half++) {
    __m256i rows[8];
    for (int i = 0; i < 8; i++) {
      rows[i] = LOAD(at[i] + offset + 32 * half);
    }
    transpose_8(rows, m + 8 * half);
  }
}

static inline __attribute__((always_inline)) void store_cvs_8(const __m256i h[8],
                                                              uint8_t *const out[8], size_t count) {
  __m256i rows[8];
  transpose_8(h, rows);
  for (size_t i = 0; i < count; i++) {
    _mm256_storeu_si256((__m256i *)out[i], rows[i]);
  }
}

#include "wide.h"
