/* SSE4.1: four nodes side by side, or one by rows. */
#include "kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "row_x86.h"

#include "four_x86.h"

static void lanes(const struct lane *const *lane, size_t count) {
  for (; count >= 4; lane += 4, count -= 4) {
    lanes_4(lane, 4);
  }
  if (count > 1) {
    lanes_4(lane, count);
  } else if (count == 1) {
    one_lane(*lane);
  }
}

static void parents(const uint8_t *blocks, size_t count, uint32_t flags, uint8_t *cvs) {
  for (; count >= 4; blocks += BLOCK_BYTES * 4, cvs += CV_BYTES * 4, count -= 4) {
    parents_4(blocks, 4, flags, cvs);
  }
  if (count > 1) {
    parents_4(blocks, count, flags, cvs);
  } else if (count == 1) {
    one_parent(blocks, flags, cvs);
  }
}

const struct kernel armillaria_kernel_sse41 = {4, chunks_4, lanes, parents};
#endif
