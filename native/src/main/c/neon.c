/* NEON: four nodes side by side; one alone is faster in plain C. */
#include "kernel.h"

#if defined(__aarch64__) && !defined(__AARCH64EB__)
#include <arm_neon.h>

#define WIDTH 4
#define NAME(f) f##_4
#define VEC uint32x4_t
#define SET1(x) vdupq_n_u32(x)
#define LOAD(p) vreinterpretq_u32_u8(vld1q_u8((const uint8_t *)(p)))
#define ADD vaddq_u32
#define XOR veorq_u32
#define SELECT(mask, a, b) vbslq_u32(mask, a, b)
#define ROT16(v) vreinterpretq_u32_u16(vrev32q_u16(vreinterpretq_u16_u32(v)))
#define ROT12(v) vsriq_n_u32(vshlq_n_u32(v, 20), v, 12)
#define ROT8(v) vreinterpretq_u32_u8(vqtbl1q_u8(vreinterpretq_u8_u32(v), vld1q_u8(turn_by_8)))
#define ROT7(v) vsriq_n_u32(vshlq_n_u32(v, 25), v, 7)
#define MIX COLUMNS_TOGETHER
#define PIN(v)

static const uint8_t turn_by_8[16] = {1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12};

static inline __attribute__((always_inline)) void transpose_4(const uint32x4_t in[4],
                                                              uint32x4_t out[4]) {
  uint64x2_t even01 = vreinterpretq_u64_u32(vtrn1q_u32(in[0], in[1]));
  uint64x2_t odd01 = vreinterpretq_u64_u32(vtrn2q_u32(in[0], in[1]));
  uint64x2_t even23 = vreinterpretq_u64_u32(vtrn1q_u32(in[2], in[3]));
  uint64x2_t odd23 = vreinterpretq_u64_u32(vtrn2q_u32(in[2], in[3]));
  out[0] = vreinterpretq_u32_u64(vtrn1q_u64(even01, even23));
  out[1] = vreinterpretq_u32_u64(vtrn1q_u64(odd01, odd23));
  out[2] = vreinterpretq_u32_u64(vtrn2q_u64(even01, even23));
  out[3] = vreinterpretq_u32_u64(vtrn2q_u64(odd01, odd23));
}

static inline __attribute__((always_inline)) void load_blocks_4(const uint8_t *const at[4],
                                                                size_t offset, uint32x4_t m[16]) {
  for (int q = 0; q < 4; q++) {
    uint32x4_t rows[4];
    for (int i = 0; i < 4; i++) {
      rows[i] = LOAD(at[i] + offset + 16 * q);
    }
    transpose_4(rows, m + 4 * q);
  }
}

static inline __attribute__((always_inline)) void store_cvs_4(const uint32x4_t h[8],
                                                              uint8_t *const out[4], size_t count) {
  uint32x4_t front[4], back[4];
  transpose_4(h, front);
  transpose_4(h + 4, back);
  for (size_t i = 0; i < count; i++) {
    vst1q_u8(out[i], vreinterpretq_u8_u32(front[i]));
    vst1q_u8(out[i] + 16, vreinterpretq_u8_u32(back[i]));
  }
}

#include "wide.h"

static void lanes(const struct lane *const *lane, size_t count) {
  while (count > 1) {
    size_t n = at_most(count, 4);
    lanes_4(lane, n);
    lane += n;
    count -= n;
  }
  if (count == 1) {
    armillaria_kernel_portable.lanes(lane, 1);
  }
}

static void parents(const uint8_t *blocks, size_t count, uint32_t flags, uint8_t *cvs) {
  while (count > 1) {
    size_t n = at_most(count, 4);
    parents_4(blocks, n, flags, cvs);
    blocks += BLOCK_BYTES * n;
    cvs += CV_BYTES * n;
    count -= n;
  }
  if (count == 1) {
    armillaria_kernel_portable.parents(blocks, 1, flags, cvs);
  }
}

const struct kernel armillaria_kernel_neon = {4, chunks_4, lanes, parents};
#endif
