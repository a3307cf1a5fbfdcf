#include "blake3.h"

#include "dispatch.h"
#include "tree.h"

enum {
  /* Pieces are gathered up to this size, so that they fill the lanes of every kernel. */
  GATHERED_CHUNKS = 16,
  GATHERED_BYTES = GATHERED_CHUNKS * CHUNK_BYTES
};

struct state {
  struct tree tree;
  uint64_t gathered; /* bytes, at least one of them unless the message is empty */
  uint8_t bytes[GATHERED_BYTES];
};

void armillaria_blake3_hash(uint32_t instructions, const uint8_t *input, uint64_t length,
                            uint8_t *out) {
  const struct kernel *kernel = armillaria_kernel(instructions);
  if (length <= SEGMENT_BYTES) {
    armillaria_subtree(kernel, input, length, 0, 0, ROOT, out);
    return;
  }
  struct tree tree;
  tree.chunks = 0;
  tree.depth = 0;
  for (; length > SEGMENT_BYTES; input += SEGMENT_BYTES, length -= SEGMENT_BYTES) {
    armillaria_tree_add(kernel, &tree, input, SEGMENT_CHUNKS);
  }
  armillaria_tree_finish(kernel, &tree, input, length, out);
}

uint64_t armillaria_blake3_state_bytes(void) { return sizeof(struct state); }

/* The largest subtree that may stand next and leaves something of `length` bytes over. */
static uint64_t next_subtree(const struct tree *tree, uint64_t length) {
  uint64_t chunks = SEGMENT_CHUNKS;
  while (tree->chunks % chunks != 0 || chunks * CHUNK_BYTES >= length) {
    chunks /= 2;
  }
  return chunks;
}

static void gather(struct state *state, const uint8_t *input, uint64_t length) {
  memcpy(state->bytes + state->gathered, input, length);
  state->gathered += length;
}

void armillaria_blake3_update(uint32_t instructions, void *memory, const uint8_t *input,
                              uint64_t length) {
  const struct kernel *kernel = armillaria_kernel(instructions);
  struct state *state = memory;
  uint64_t room = GATHERED_BYTES - state->gathered;
  if (length > room && state->gathered > 0) {
    gather(state, input, room);
    armillaria_tree_add(kernel, &state->tree, state->bytes, GATHERED_CHUNKS);
    state->gathered = 0;
    input += room;
    length -= room;
  }
  while (length > GATHERED_BYTES) {
    uint64_t chunks = next_subtree(&state->tree, length);
    armillaria_tree_add(kernel, &state->tree, input, chunks);
    input += chunks * CHUNK_BYTES;
    length -= chunks * CHUNK_BYTES;
  }
  if (length > 0) {
    gather(state, input, length);
  }
}

void armillaria_blake3_finish(uint32_t instructions, void *memory, uint8_t *out) {
  struct state *state = memory;
  armillaria_tree_finish(armillaria_kernel(instructions), &state->tree, state->bytes,
                         state->gathered, out);
  state->gathered = 0;
}
