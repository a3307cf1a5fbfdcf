#include "blake3.h"

#include "dispatch.h"
#include "tree.h"

/* Messages of up to this many chunks share lanes; a longer one fills them alone. */
enum { SHARED_CHUNKS = 32, BATCH = 128 };

/* Small messages whose chunks are hashed side by side, then their parents, level by level. */
struct batch {
  size_t messages;
  size_t chunks;
  uint32_t count[BATCH]; /* chaining values that are left of a message */
  uint32_t first[BATCH]; /* the place of the first of them */
  uint8_t *out[BATCH];
  struct lane lanes[BATCH];
  uint8_t cvs[BATCH * CV_BYTES];
};

/* Sorts by the number of blocks, so that lanes of one step end together. */
static void hash_lanes(const struct kernel *kernel, const struct lane *lanes, size_t count) {
  const struct lane *order[BATCH];
  size_t from[CHUNK_BLOCKS + 2] = {0};
  for (size_t i = 0; i < count; i++) {
    from[lane_blocks(&lanes[i]) + 1]++;
  }
  for (size_t blocks = 1; blocks <= CHUNK_BLOCKS; blocks++) {
    from[blocks + 1] += from[blocks];
  }
  for (size_t i = 0; i < count; i++) {
    order[from[lane_blocks(&lanes[i])]++] = &lanes[i];
  }
  kernel->lanes(order, count);
}

static void add_chunks(struct batch *batch, const uint8_t *input, uint64_t length, size_t chunks,
                       uint8_t *out) {
  batch->count[batch->messages] = (uint32_t)chunks;
  batch->first[batch->messages] = (uint32_t)batch->chunks;
  batch->out[batch->messages] = out;
  batch->messages++;
  for (size_t i = 0; i < chunks; i++) {
    uint64_t bytes = length < CHUNK_BYTES ? length : CHUNK_BYTES;
    batch->lanes[batch->chunks] =
        (struct lane){input, i, (uint32_t)bytes, CHUNK_START, CHUNK_END | (chunks == 1 ? ROOT : 0),
                      chunks == 1 ? out : batch->cvs + CV_BYTES * batch->chunks};
    batch->chunks++;
    input += bytes;
    length -= bytes;
  }
}

/* One level of the parents of all messages: each pair's chaining value replaces the left one's, and
   those of a message move together. */
static size_t hash_parents(const struct kernel *kernel, struct batch *batch) {
  uint8_t blocks[BATCH / 2 * BLOCK_BYTES];
  size_t lanes = 0;
  for (size_t i = 0; i < batch->messages; i++) {
    uint8_t *cvs = batch->cvs + CV_BYTES * batch->first[i];
    uint32_t count = batch->count[i];
    for (uint32_t pair = 0; pair < count / 2; pair++) {
      uint8_t *block = blocks + BLOCK_BYTES * lanes;
      memcpy(block, cvs + BLOCK_BYTES * pair, BLOCK_BYTES);
      batch->lanes[lanes++] = (struct lane){
          block, 0, BLOCK_BYTES, PARENT, count == 2 ? ROOT : 0,
          count == 2 ? batch->out[i] : cvs + CV_BYTES * pair};
    }
    if (count > 1 && count % 2 == 1) {
      memmove(cvs + CV_BYTES * (count / 2), cvs + CV_BYTES * (count - 1), CV_BYTES);
    }
    batch->count[i] = (count + 1) / 2;
  }
  if (lanes > 0) {
    hash_lanes(kernel, batch->lanes, lanes);
  }
  return lanes;
}

static void flush(const struct kernel *kernel, struct batch *batch) {
  hash_lanes(kernel, batch->lanes, batch->chunks);
  while (hash_parents(kernel, batch) > 0) {
  }
  batch->messages = 0;
  batch->chunks = 0;
}

void armillaria_blake3_hash_many(uint32_t instructions, const uint8_t *base, const uint64_t *offsets,
                                 const uint64_t *lengths, uint64_t count, uint8_t *out) {
  const struct kernel *kernel = armillaria_kernel(instructions);
  struct batch batch;
  batch.messages = 0;
  batch.chunks = 0;
  for (uint64_t i = 0; i < count; i++, out += CV_BYTES) {
    const uint8_t *input = base + offsets[i];
    if (lengths[i] > SHARED_CHUNKS * CHUNK_BYTES) {
      armillaria_hash(kernel, input, lengths[i], out);
      continue;
    }
    size_t chunks = lengths[i] == 0 ? 1 : (lengths[i] + CHUNK_BYTES - 1) / CHUNK_BYTES;
    if (batch.chunks + chunks > BATCH) {
      flush(kernel, &batch);
    }
    add_chunks(&batch, input, lengths[i], chunks, out);
  }
  flush(kernel, &batch);
}
