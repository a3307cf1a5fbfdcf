/* SSE4.1: four nodes side by side, or one by rows. */
#include "kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "row_x86.h"

#include "four_x86.h"

static void lanes(const struct lane *const *lane, size_t count) {
  while (count > 1) {
    size_t n = at_most(count, 4);
    lanes_4(lane, n);
    lane += n;
    count -= n;
  }
  if (count == 1) {
    one_lane(*lane);
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
    one_parent(blocks, flags, cvs);
  }
}

const struct kernel armillaria_kernel_sse41 = {4, chunks_4, lanes, parents};
#endif
