/* Plain C, for every processor. */
#include "kernel.h"

static inline uint32_t rotate(uint32_t x, int by) { return x >> by | x << (32 - by); }

#define MIX(a, b, c, d, x, y)     \
  v[a] += v[b] + m[x];            \
  v[d] = rotate(v[d] ^ v[a], 16); \
  v[c] += v[d];                   \
  v[b] = rotate(v[b] ^ v[c], 12); \
  v[a] += v[b] + m[y];            \
  v[d] = rotate(v[d] ^ v[a], 8);  \
  v[c] += v[d];                   \
  v[b] = rotate(v[b] ^ v[c], 7);

#define ROUND(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15) \
  MIX(0, 4, 8, 12, s0, s1)                                                          \
  MIX(1, 5, 9, 13, s2, s3)                                                          \
  MIX(2, 6, 10, 14, s4, s5)                                                         \
  MIX(3, 7, 11, 15, s6, s7)                                                         \
  MIX(0, 5, 10, 15, s8, s9)                                                         \
  MIX(1, 6, 11, 12, s10, s11)                                                       \
  MIX(2, 7, 8, 13, s12, s13)                                                        \
  MIX(3, 4, 9, 14, s14, s15)

static void compress(uint32_t cv[8], const uint8_t *block, uint64_t counter, uint32_t length,
                     uint32_t flags) {
  uint32_t m[16];
  uint32_t v[16] = {cv[0], cv[1], cv[2], cv[3], cv[4], cv[5], cv[6], cv[7],
                    IV0,   IV1,   IV2,   IV3,   (uint32_t)counter, (uint32_t)(counter >> 32),
                    length, flags};
  for (int w = 0; w < 16; w++) {
    m[w] = read32(block + 4 * w);
  }
  ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  ROUND(2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
  ROUND(3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1)
  ROUND(10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6)
  ROUND(12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4)
  ROUND(9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7)
  ROUND(11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13)
  for (int w = 0; w < 8; w++) {
    cv[w] = v[w] ^ v[w + 8];
  }
}

#include "one.h"

static void chunks(const uint8_t *input, uint64_t counter, int ahead, uint8_t *cvs) {
  const struct lane lane = {input, counter, CHUNK_BYTES, CHUNK_START, CHUNK_END, cvs};
  (void)ahead;
  one_lane(&lane);
}

static void lanes(const struct lane *const *lane, size_t count) {
  for (size_t i = 0; i < count; i++) {
    one_lane(lane[i]);
  }
}

static void parents(const uint8_t *blocks, size_t count, uint32_t flags, uint8_t *cvs) {
  for (size_t i = 0; i < count; i++) {
    one_parent(blocks + BLOCK_BYTES * i, flags, cvs + CV_BYTES * i);
  }
}

const struct kernel armillaria_kernel_portable = {1, chunks, lanes, parents};
