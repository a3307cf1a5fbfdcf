/* Four nodes side by side on 128-bit vectors; the rotations are those of row_x86.h. */

#define WIDTH 4
#define NAME(f) f##_4
#define VEC __m128i
#define SET1(x) _mm_set1_epi32((int)(x))
#define LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define ADD _mm_add_epi32
#define XOR _mm_xor_si128
#define SELECT(mask, a, b) _mm_blendv_epi8(b, a, mask)
#define ROT16 ROW16
#define ROT12 ROW12
#define ROT8 ROW8
#define ROT7 ROW7
#ifdef __AVX512VL__
#define MIX COLUMNS_TOGETHER
#define PIN(v)
#else
#define MIX COLUMNS_IN_TURN
#define PIN(v) __asm__("" : "+m"(v))
#endif

static inline __attribute__((always_inline)) void transpose_4(const __m128i in[4], __m128i out[4]) {
  __m128i low01 = _mm_unpacklo_epi32(in[0], in[1]), high01 = _mm_unpackhi_epi32(in[0], in[1]);
  __m128i low23 = _mm_unpacklo_epi32(in[2], in[3]), high23 = _mm_unpackhi_epi32(in[2], in[3]);
  out[0] = _mm_unpacklo_epi64(low01, low23);
  out[1] = _mm_unpackhi_epi64(low01, low23);
  out[2] = _mm_unpacklo_epi64(high01, high23);
  out[3] = _mm_unpackhi_epi64(high01, high23);
}

static inline __attribute__((always_inline)) void load_blocks_4(const uint8_t *const at[4],
                                                                size_t offset, __m128i m[16]) {
  for (int q = 0; q < 4; q++) {
    __m128i rows[4];
    for (int i = 0; i < 4; i++) {
      rows[i] = LOAD(at[i] + offset + 16 * q);
    }
    transpose_4(rows, m + 4 * q);
  }
}

static inline __attribute__((always_inline)) void store_cvs_4(const __m128i h[8],
                                                              uint8_t *const out[4], size_t count) {
  __m128i front[4], back[4];
  transpose_4(h, front);
  transpose_4(h + 4, back);
  for (size_t i = 0; i < count; i++) {
    _mm_storeu_si128((__m128i *)out[i], front[i]);
    _mm_storeu_si128((__m128i *)(out[i] + 16), back[i]);
  }
}

#include "wide.h"
