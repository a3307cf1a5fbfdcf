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
  uint64_t gathered; /* bytes, fewer than there is room for */
  uint8_t bytes[GATHERED_BYTES];
};

uint64_t armillaria_blake3_state_bytes(void) { return sizeof(struct state); }

/* The largest subtree that may stand next and has at most `length` bytes. */
static uint64_t next_subtree(const struct tree *tree, uint64_t length) {
  uint64_t chunks = SEGMENT_CHUNKS;
  while (tree->chunks % chunks != 0 || chunks * CHUNK_BYTES > length) {
    chunks /= 2;
  }
  return chunks;
}

static void gather(struct state *state, const uint8_t *input, uint64_t length) {
  if (length > 0) {
    memcpy(state->bytes + state->gathered, input, length);
    state->gathered += length;
  }
}

static void append(const struct kernel *kernel, struct state *state, const uint8_t *input,
                   uint64_t length) {
  uint64_t room = GATHERED_BYTES - state->gathered;
  if (state->gathered > 0 && length >= room) {
    gather(state, input, room);
    armillaria_tree_add(kernel, &state->tree, state->bytes, GATHERED_CHUNKS);
    state->gathered = 0;
    input += room;
    length -= room;
  }
  while (length >= GATHERED_BYTES) {
    uint64_t chunks = next_subtree(&state->tree, length);
    armillaria_tree_add(kernel, &state->tree, input, chunks);
    input += chunks * CHUNK_BYTES;
    length -= chunks * CHUNK_BYTES;
  }
  gather(state, input, length);
}

static void finish(const struct kernel *kernel, struct state *state, uint8_t *out) {
  armillaria_tree_finish(kernel, &state->tree, state->bytes, state->gathered, out);
  state->gathered = 0;
}

void armillaria_blake3_hash(uint32_t instructions, void *state, const uint8_t *input,
                            uint64_t length, uint8_t *out) {
  const struct kernel *kernel = armillaria_kernel(instructions);
  if (state == NULL) {
    armillaria_hash(kernel, input, length, out);
    return;
  }
  append(kernel, state, input, length);
  if (out != NULL) {
    finish(kernel, state, out);
  }
}
