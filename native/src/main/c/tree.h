/* The hash tree above the kernels. */
#ifndef ARMILLARIA_TREE_H
#define ARMILLARIA_TREE_H

#include "kernel.h"

enum {
  /* Whole chunks that are hashed before their parents. */
  SEGMENT_CHUNKS = 256,
  SEGMENT_BYTES = SEGMENT_CHUNKS * CHUNK_BYTES,
  /* A message of 2^63 bytes has 2^53 chunks; two more for what was added last. */
  STACK_CVS = 56
};

/* Chaining values of subtrees, the largest at the bottom: one for each one-bit of `chunks`, except
   that those added last may not be merged yet. Only when more of the message comes is it known that
   none of them is the root's child. All zero is empty. */
struct tree {
  uint64_t chunks;
  uint64_t depth;
  uint8_t stack[STACK_CVS * CV_BYTES];
};

/* Adds whole chunks: 2^k of them, 2 to SEGMENT_CHUNKS, where `chunks` is a multiple of 2^k. */
void armillaria_tree_add(const struct kernel *kernel, struct tree *tree, const uint8_t *input,
                         size_t chunks);

/* Adds the last piece, perhaps empty, of up to SEGMENT_BYTES and no more than the last subtree has,
   and writes the hash. Leaves an empty tree. */
void armillaria_tree_finish(const struct kernel *kernel, struct tree *tree, const uint8_t *input,
                            size_t length, uint8_t *out);

/* Hashes a message that is all there. */
void armillaria_hash(const struct kernel *kernel, const uint8_t *input, uint64_t length,
                     uint8_t *out);

#endif
