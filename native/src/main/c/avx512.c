/* AVX-512 (F and VL): sixteen nodes side by side; up to eight on 256-bit vectors, which answer
   sooner; or one by rows. */
#include "kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "row_x86.h"
#include "four_x86.h"
#include "eight_x86.h"

#define WIDTH 16
#define NAME(f) f##_16
#define VEC __m512i
#define SET1(x) _mm512_set1_epi32((int)(x))
#define LOAD(p) _mm512_loadu_si512(p)
#define ADD _mm512_add_epi32
#define XOR _mm512_xor_si512
#define SELECT(mask, a, b) _mm512_mask_mov_epi32(b, _mm512_test_epi32_mask(mask, mask), a)
#define ROT16(v) _mm512_ror_epi32(v, 16)
#define ROT12(v) _mm512_ror_epi32(v, 12)
#define ROT8(v) _mm512_ror_epi32(v, 8)
#define ROT7(v) _mm512_ror_epi32(v, 7)
#define MIX COLUMNS_TOGETHER
#define PIN(v)

/* Transposes within each 128 bits: out[4 g + w] holds word w of rows 4 g .. 4 g + 3, and of the same
   rows of the other three quarters. */
static inline __attribute__((always_inline)) void transpose_quarters(const __m512i *in, int rows,
                                                                     __m512i *out) {
  for (int i = 0; i < rows; i += 4) {
    __m512i low01 = _mm512_unpacklo_epi32(in[i], in[i + 1]);
    __m512i high01 = _mm512_unpackhi_epi32(in[i], in[i + 1]);
    __m512i low23 = _mm512_unpacklo_epi32(in[i + 2], in[i + 3]);
    __m512i high23 = _mm512_unpackhi_epi32(in[i + 2], in[i + 3]);
    out[i] = _mm512_unpacklo_epi64(low01, low23);
    out[i + 1] = _mm512_unpackhi_epi64(low01, low23);
    out[i + 2] = _mm512_unpacklo_epi64(high01, high23);
    out[i + 3] = _mm512_unpackhi_epi64(high01, high23);
  }
}

static inline __attribute__((always_inline)) void load_blocks_16(const uint8_t *const at[16],
                                                                 size_t offset, __m512i m[16]) {
  __m512i rows[16], quarters[16];
  for (int i = 0; i < 16; i++) {
    rows[i] = LOAD(at[i] + offset);
  }
  transpose_quarters(rows, 16, quarters);
  for (int w = 0; w < 4; w++) {
    __m512i even_low = _mm512_shuffle_i32x4(quarters[w], quarters[w + 4], 0x88);
    __m512i odd_low = _mm512_shuffle_i32x4(quarters[w], quarters[w + 4], 0xDD);
    __m512i even_high = _mm512_shuffle_i32x4(quarters[w + 8], quarters[w + 12], 0x88);
    __m512i odd_high = _mm512_shuffle_i32x4(quarters[w + 8], quarters[w + 12], 0xDD);
    m[w] = _mm512_shuffle_i32x4(even_low, even_high, 0x88);
    m[w + 4] = _mm512_shuffle_i32x4(odd_low, odd_high, 0x88);
    m[w + 8] = _mm512_shuffle_i32x4(even_low, even_high, 0xDD);
    m[w + 12] = _mm512_shuffle_i32x4(odd_low, odd_high, 0xDD);
  }
}

static inline __attribute__((always_inline)) void store_cvs_16(const __m512i h[8],
                                                               uint8_t *const out[16],
                                                               size_t count) {
  uint8_t cvs[16][CV_BYTES];
  __m512i quarters[8];
  transpose_quarters(h, 8, quarters);
  for (int i = 0; i < 4; i++) {
    __m512i front = quarters[i], back = quarters[i + 4];
    __m512i low = _mm512_permutex2var_epi64(front, _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), back);
    __m512i high =
        _mm512_permutex2var_epi64(front, _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15), back);
    _mm256_storeu_si256((__m256i *)cvs[i], _mm512_castsi512_si256(low));
    _mm256_storeu_si256((__m256i *)cvs[i + 4], _mm512_extracti64x4_epi64(low, 1));
    _mm256_storeu_si256((__m256i *)cvs[i + 8], _mm512_castsi512_si256(high));
    _mm256_storeu_si256((__m256i *)cvs[i + 12], _mm512_extracti64x4_epi64(high, 1));
  }
  for (size_t i = 0; i < count; i++) {
    memcpy(out[i], cvs[i], CV_BYTES);
  }
}

#include "wide.h"

static void lanes(const struct lane *const *lane, size_t count) {
  while (count > 8) {
    size_t n = at_most(count, 16);
    lanes_16(lane, n);
    lane += n;
    count -= n;
  }
  if (count > 4) {
    lanes_8(lane, count);
  } else if (count > 1) {
    lanes_4(lane, count);
  } else if (count == 1) {
    one_lane(*lane);
  }
}

static void parents(const uint8_t *blocks, size_t count, uint32_t flags, uint8_t *cvs) {
  while (count > 8) {
    size_t n = at_most(count, 16);
    parents_16(blocks, n, flags, cvs);
    blocks += BLOCK_BYTES * n;
    cvs += CV_BYTES * n;
    count -= n;
  }
  if (count > 4) {
    parents_8(blocks, count, flags, cvs);
  } else if (count > 1) {
    parents_4(blocks, count, flags, cvs);
  } else if (count == 1) {
    one_parent(blocks, flags, cvs);
  }
}

const struct kernel armillaria_kernel_avx512 = {16, chunks_16, lanes, parents};
#endif
