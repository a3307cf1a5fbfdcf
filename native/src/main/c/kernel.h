/* What the tree driver knows of an instruction set. */
#ifndef ARMILLARIA_KERNEL_H
#define ARMILLARIA_KERNEL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 64, CHUNK_BYTES = 1024, CHUNK_BLOCKS = 16, CV_BYTES = 32 };
enum { CHUNK_START = 1, CHUNK_END = 2, PARENT = 4, ROOT = 8 };

#define IV0 0x6A09E667u
#define IV1 0xBB67AE85u
#define IV2 0x3C6EF372u
#define IV3 0xA54FF53Au
#define IV4 0x510E527Fu
#define IV5 0x9B05688Cu
#define IV6 0x1F83D9ABu
#define IV7 0x5BE0CD19u

/* Has the vector computed here. Of the three terms a + m + b, b is ready last and must be added last;
   compilers add it first, which costs 5 to 10 %. */
#if defined(__x86_64__)
#define AWAIT(v) __asm__("" : "+v"(v))
#elif defined(__aarch64__)
#define AWAIT(v) __asm__("" : "+w"(v))
#endif

/* One node of a tree that shares the vector registers with others: a chunk of up to 1,024 bytes, or
   a parent, whose input is its two children's chaining values. */
struct lane {
  const uint8_t *input;
  uint64_t counter;
  uint32_t length;      /* bytes; 0 only for the empty message */
  uint32_t first_flags; /* of the first block */
  uint32_t last_flags;  /* of the last block, added to first_flags where there is only one */
  uint8_t *cv;          /* gets 32 bytes */
};

struct kernel {
  /* Chunks that one step hashes side by side. */
  size_t width;
  /* Hashes `width` whole chunks that lie one after the other. With `ahead`, reads the memory behind
     them into the cache meanwhile; it need not be mapped. */
  void (*chunks)(const uint8_t *input, uint64_t counter, int ahead, uint8_t *cvs);
  /* Hashes any nodes; those with equal numbers of blocks should be neighbours. */
  void (*lanes)(const struct lane *const *lanes, size_t count);
  /* Hashes `count` parents, 64 bytes each, one after the other; `cvs` may be `blocks`. */
  void (*parents)(const uint8_t *blocks, size_t count, uint32_t flags, uint8_t *cvs);
};

/* One for each translation unit; a unit for another processor family is empty. */
extern const struct kernel armillaria_kernel_portable;
extern const struct kernel armillaria_kernel_sse41;
extern const struct kernel armillaria_kernel_avx2;
extern const struct kernel armillaria_kernel_avx512;
extern const struct kernel armillaria_kernel_neon;

static inline uint32_t read32(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline void write32(uint8_t *p, uint32_t x) {
  p[0] = (uint8_t)x;
  p[1] = (uint8_t)(x >> 8);
  p[2] = (uint8_t)(x >> 16);
  p[3] = (uint8_t)(x >> 24);
}

static inline size_t at_most(size_t count, size_t limit) { return count < limit ? count : limit; }

static inline uint32_t lane_blocks(const struct lane *lane) {
  return lane->length <= BLOCK_BYTES ? 1 : (lane->length + BLOCK_BYTES - 1) / BLOCK_BYTES;
}

/* The last block of a lane, filled up with zeros in `space` where it is not whole. */
static inline const uint8_t *lane_last_block(const struct lane *lane, uint8_t *space) {
  uint32_t from = (lane_blocks(lane) - 1) * BLOCK_BYTES;
  uint32_t length = lane->length - from;
  if (length == BLOCK_BYTES) {
    return lane->input + from;
  }
  memset(space, 0, BLOCK_BYTES);
  if (length > 0) {
    memcpy(space, lane->input + from, length);
  }
  return space;
}

#endif
