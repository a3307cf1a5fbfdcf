/* One node on 128-bit vectors: each holds a row of the state, so that the four columns of a round
   are mixed at once, and then the diagonals after turning three of the rows. */

#ifdef __AVX512VL__
#define ROW16(v) _mm_ror_epi32(v, 16)
#define ROW12(v) _mm_ror_epi32(v, 12)
#define ROW8(v) _mm_ror_epi32(v, 8)
#define ROW7(v) _mm_ror_epi32(v, 7)
#define MESSAGE(s0, s1, s2, s3)                    \
  _mm512_castsi512_si128(_mm512_permutexvar_epi32( \
      _mm512_castsi128_si512(_mm_setr_epi32(s0, s1, s2, s3)), m))
#else
#define ROW16(v) \
  _mm_shuffle_epi8(v, _mm_setr_epi8(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13))
#define ROW12(v) _mm_or_si128(_mm_srli_epi32(v, 12), _mm_slli_epi32(v, 20))
#define ROW8(v) \
  _mm_shuffle_epi8(v, _mm_setr_epi8(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12))
#define ROW7(v) _mm_or_si128(_mm_srli_epi32(v, 7), _mm_slli_epi32(v, 25))
#define MESSAGE(s0, s1, s2, s3) \
  _mm_setr_epi32((int)m[s0], (int)m[s1], (int)m[s2], (int)m[s3])
#endif

#define ROW_MIX(x, y)             \
  a = _mm_add_epi32(a, x);        \
  AWAIT(a);                       \
  a = _mm_add_epi32(a, b);        \
  d = ROW16(_mm_xor_si128(d, a)); \
  c = _mm_add_epi32(c, d);        \
  b = ROW12(_mm_xor_si128(b, c)); \
  a = _mm_add_epi32(a, y);        \
  AWAIT(a);                       \
  a = _mm_add_epi32(a, b);        \
  d = ROW8(_mm_xor_si128(d, a));  \
  c = _mm_add_epi32(c, d);        \
  b = ROW7(_mm_xor_si128(b, c));

/* Row b is ready last, so it stays and the others turn: a by three, d by two, c by one. */
#define ROW_ROUND(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15) \
  ROW_MIX(MESSAGE(s0, s2, s4, s6), MESSAGE(s1, s3, s5, s7))                             \
  a = _mm_shuffle_epi32(a, 0x93);                                                       \
  c = _mm_shuffle_epi32(c, 0x39);                                                       \
  d = _mm_shuffle_epi32(d, 0x4E);                                                       \
  ROW_MIX(MESSAGE(s14, s8, s10, s12), MESSAGE(s15, s9, s11, s13))                       \
  a = _mm_shuffle_epi32(a, 0x39);                                                       \
  c = _mm_shuffle_epi32(c, 0x93);                                                       \
  d = _mm_shuffle_epi32(d, 0x4E);

static inline __attribute__((always_inline)) void compress(uint32_t cv[8], const uint8_t *block,
                                                           uint64_t counter, uint32_t length,
                                                           uint32_t flags) {
  __m128i a = _mm_loadu_si128((const __m128i *)cv);
  __m128i b = _mm_loadu_si128((const __m128i *)(cv + 4));
  __m128i c = _mm_setr_epi32((int)IV0, (int)IV1, (int)IV2, (int)IV3);
  __m128i d = _mm_setr_epi32((int)counter, (int)(counter >> 32), (int)length, (int)flags);
#ifdef __AVX512VL__
  const __m512i m = _mm512_loadu_si512(block);
#else
  uint32_t m[16];
  memcpy(m, block, sizeof m);
#endif
  ROW_ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  ROW_ROUND(2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
  ROW_ROUND(3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1)
  ROW_ROUND(10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6)
  ROW_ROUND(12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4)
  ROW_ROUND(9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7)
  ROW_ROUND(11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13)
  _mm_storeu_si128((__m128i *)cv, _mm_xor_si128(a, c));
  _mm_storeu_si128((__m128i *)(cv + 4), _mm_xor_si128(b, d));
}

#include "one.h"
