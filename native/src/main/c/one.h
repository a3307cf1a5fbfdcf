/* Hashes one node at a time. The unit that includes this has defined

     static void compress(uint32_t cv[8], const uint8_t *block, uint64_t counter, uint32_t length,
                          uint32_t flags);

   which replaces a chaining value by its compression with a block of 64 bytes. */

static inline void start_one(uint32_t cv[8]) {
  static const uint32_t initial[8] = {IV0, IV1, IV2, IV3, IV4, IV5, IV6, IV7};
  memcpy(cv, initial, sizeof initial);
}

static inline void store_one(const uint32_t cv[8], uint8_t *out) {
  for (int w = 0; w < 8; w++) {
    write32(out + 4 * w, cv[w]);
  }
}

static void one_lane(const struct lane *lane) {
  uint8_t space[BLOCK_BYTES];
  const uint8_t *last = lane_last_block(lane, space);
  uint32_t before_last = lane_blocks(lane) - 1;
  uint32_t flags = lane->first_flags;
  uint32_t cv[8];
  start_one(cv);
  for (uint32_t b = 0;; b++) {
    if (b == before_last) {
      compress(cv, last, lane->counter, lane->length - BLOCK_BYTES * b, flags | lane->last_flags);
      break;
    }
    compress(cv, lane->input + BLOCK_BYTES * b, lane->counter, BLOCK_BYTES, flags);
    flags = 0;
  }
  store_one(cv, lane->cv);
}

static void one_parent(const uint8_t *block, uint32_t flags, uint8_t *out) {
  uint32_t cv[8];
  start_one(cv);
  compress(cv, block, 0, BLOCK_BYTES, flags);
  store_one(cv, out);
}
