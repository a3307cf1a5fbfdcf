#include "tree.h"

/* Replaces the chaining values of neighbours, level by level, by those of their parents, until only
   `left` are left. An odd one at the end rises alone: its sibling is of the level above. */
static void reduce(const struct kernel *kernel, uint8_t *cvs, size_t count, size_t left,
                   uint32_t root) {
  while (count > left) {
    size_t pairs = count / 2;
    kernel->parents(cvs, pairs, PARENT | (count == 2 ? root : 0), cvs);
    if (count % 2 == 1) {
      memmove(cvs + CV_BYTES * pairs, cvs + CV_BYTES * (count - 1), CV_BYTES);
    }
    count = pairs + count % 2;
  }
}

/* The chunks that do not fill all lanes, the last of them perhaps ragged. */
static void rest_of_subtree(const struct kernel *kernel, const uint8_t *input, size_t length,
                            uint64_t counter, uint32_t root, uint8_t *cvs) {
  struct lane lanes[17];
  const struct lane *order[17];
  size_t count = 0;
  do {
    size_t bytes = length < CHUNK_BYTES ? length : CHUNK_BYTES;
    lanes[count] = (struct lane){input, counter + count, (uint32_t)bytes, CHUNK_START,
                                 CHUNK_END | root, cvs + CV_BYTES * count};
    order[count] = &lanes[count];
    count++;
    input += bytes;
    length -= bytes;
  } while (length > 0);
  kernel->lanes(order, count);
}

/* Hashes 1 to SEGMENT_BYTES bytes (0 only for the empty message) that begin with chunk `counter` as
   one subtree, up to the `left` topmost chaining values, which go to `top`. `root` is ROOT if it is
   the whole tree, else 0. With `ahead`, more bytes follow in memory. */
static void subtree(const struct kernel *kernel, const uint8_t *input, size_t length,
                    uint64_t counter, int ahead, size_t left, uint32_t root, uint8_t *top) {
  uint8_t cvs[SEGMENT_CHUNKS * CV_BYTES];
  size_t step = kernel->width * CHUNK_BYTES;
  size_t chunks = length <= CHUNK_BYTES ? 1 : (length + CHUNK_BYTES - 1) / CHUNK_BYTES;
  size_t done = 0;
  if (chunks > 1) {
    for (; length - done >= step; done += step) {
      int more = ahead || length - done >= 2 * step;
      kernel->chunks(input + done, counter + done / CHUNK_BYTES, more,
                     cvs + done / CHUNK_BYTES * CV_BYTES);
    }
  }
  if (done < length || length == 0) {
    rest_of_subtree(kernel, input + done, length - done, counter + done / CHUNK_BYTES,
                    chunks == 1 ? root : 0, cvs + done / CHUNK_BYTES * CV_BYTES);
  }
  reduce(kernel, cvs, chunks, left, root);
  memcpy(top, cvs, CV_BYTES * left);
}

static void merge(const struct kernel *kernel, struct tree *tree, uint32_t root) {
  tree->depth--;
  uint8_t *left = tree->stack + CV_BYTES * (tree->depth - 1);
  kernel->parents(left, 1, PARENT | root, left);
}

/* More of the message comes. */
static void merge_settled(const struct kernel *kernel, struct tree *tree) {
  while (tree->depth > (uint64_t)__builtin_popcountll(tree->chunks)) {
    merge(kernel, tree, 0);
  }
}

void armillaria_tree_add(const struct kernel *kernel, struct tree *tree, const uint8_t *input,
                         size_t chunks) {
  merge_settled(kernel, tree);
  subtree(kernel, input, chunks * CHUNK_BYTES, tree->chunks, 1, 2, 0,
          tree->stack + CV_BYTES * tree->depth);
  tree->depth += 2;
  tree->chunks += chunks;
}

void armillaria_tree_finish(const struct kernel *kernel, struct tree *tree, const uint8_t *input,
                            size_t length, uint8_t *out) {
  if (length > 0 || tree->chunks == 0) {
    merge_settled(kernel, tree);
    subtree(kernel, input, length, tree->chunks, 0, 1, tree->depth == 0 ? ROOT : 0,
            tree->stack + CV_BYTES * tree->depth);
    tree->depth++;
  }
  while (tree->depth > 1) {
    merge(kernel, tree, tree->depth == 2 ? ROOT : 0);
  }
  memcpy(out, tree->stack, CV_BYTES);
  tree->depth = 0;
  tree->chunks = 0;
}

void armillaria_hash(const struct kernel *kernel, const uint8_t *input, uint64_t length,
                     uint8_t *out) {
  if (length <= SEGMENT_BYTES) {
    subtree(kernel, input, length, 0, 0, 1, ROOT, out);
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
