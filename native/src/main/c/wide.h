/* Hashes WIDTH nodes side by side: word w of all of them lies in vector w. Included once for each
   vector width; the unit has defined

     WIDTH                       lanes of a vector
     NAME(f)                     the name of function f for this width
     VEC                         the vector type
     SET1, LOAD                  one word to all lanes; WIDTH words from (unaligned) memory
     ADD, XOR, SELECT(mask,a,b)  by lane; SELECT takes a where the mask's lane is all ones
     ROT16, ROT12, ROT8, ROT7    rotate right
     MIX                         COLUMNS_TOGETHER where the message and the state fit into the
                                 registers, COLUMNS_IN_TURN where they do not
     PIN(v)                      keeps a message vector in memory, or nothing
     NAME(load_blocks)           WIDTH blocks of 64 bytes, transposed to 16 message vectors
     NAME(store_cvs)             8 vectors, transposed to chaining values of 32 bytes

   The message is in memory order; only the indices change from round to round. */

#ifndef HALF
#define HALF(a, b, c, d, x, ROTD, ROTB) \
  a = ADD(a, m[x]);                     \
  AWAIT(a);                             \
  a = ADD(a, b);                        \
  d = ROTD(XOR(d, a));                  \
  c = ADD(c, d);                        \
  b = ROTB(XOR(b, c));

/* Few registers: one column after the other, so that little is alive at a time. */
#define COLUMNS_IN_TURN(a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3, x0, y0, x1, \
                        y1, x2, y2, x3, y3)                                                         \
  HALF(a0, b0, c0, d0, x0, ROT16, ROT12)                                                            \
  HALF(a0, b0, c0, d0, y0, ROT8, ROT7)                                                              \
  HALF(a1, b1, c1, d1, x1, ROT16, ROT12)                                                            \
  HALF(a1, b1, c1, d1, y1, ROT8, ROT7)                                                              \
  HALF(a2, b2, c2, d2, x2, ROT16, ROT12)                                                            \
  HALF(a2, b2, c2, d2, y2, ROT8, ROT7)                                                              \
  HALF(a3, b3, c3, d3, x3, ROT16, ROT12)                                                            \
  HALF(a3, b3, c3, d3, y3, ROT8, ROT7)

/* Many registers: the four columns step by step, so that none waits for itself. */
#define STEP4(f, p0, q0, p1, q1, p2, q2, p3, q3) \
  p0 = f(p0, q0);                                \
  p1 = f(p1, q1);                                \
  p2 = f(p2, q2);                                \
  p3 = f(p3, q3);
#define ROTATE4(f, p0, p1, p2, p3) \
  p0 = f(p0);                      \
  p1 = f(p1);                      \
  p2 = f(p2);                      \
  p3 = f(p3);
#define HALF4(a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3, x0, x1, x2, x3, ROTD, \
              ROTB)                                                                                 \
  STEP4(ADD, a0, m[x0], a1, m[x1], a2, m[x2], a3, m[x3])                                            \
  AWAIT(a0);                                                                                        \
  AWAIT(a1);                                                                                        \
  AWAIT(a2);                                                                                        \
  AWAIT(a3);                                                                                        \
  STEP4(ADD, a0, b0, a1, b1, a2, b2, a3, b3)                                                        \
  STEP4(XOR, d0, a0, d1, a1, d2, a2, d3, a3)                                                        \
  ROTATE4(ROTD, d0, d1, d2, d3)                                                                     \
  STEP4(ADD, c0, d0, c1, d1, c2, d2, c3, d3)                                                        \
  STEP4(XOR, b0, c0, b1, c1, b2, c2, b3, c3)                                                        \
  ROTATE4(ROTB, b0, b1, b2, b3)
#define COLUMNS_TOGETHER(a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3, x0, y0, x1, \
                         y1, x2, y2, x3, y3)                                                         \
  HALF4(a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3, x0, x1, x2, x3, ROT16,       \
        ROT12)                                                                                       \
  HALF4(a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3, y0, y1, y2, y3, ROT8, ROT7)

#define ROUND(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15)                 \
  MIX(v0, v4, v8, v12, v1, v5, v9, v13, v2, v6, v10, v14, v3, v7, v11, v15, s0, s1, s2, s3, s4, s5, \
      s6, s7)                                                                                       \
  MIX(v0, v5, v10, v15, v1, v6, v11, v12, v2, v7, v8, v13, v3, v4, v9, v14, s8, s9, s10, s11, s12,  \
      s13, s14, s15)

#endif

static inline __attribute__((always_inline)) void NAME(compress)(VEC h[8], VEC m[16], VEC v12,
                                                                 VEC v13, VEC v14, VEC v15) {
  VEC v0 = h[0], v1 = h[1], v2 = h[2], v3 = h[3], v4 = h[4], v5 = h[5], v6 = h[6], v7 = h[7];
  VEC v8 = SET1(IV0), v9 = SET1(IV1), v10 = SET1(IV2), v11 = SET1(IV3);
  for (int w = 0; w < 16; w++) {
    PIN(m[w]);
  }
  ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  ROUND(2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
  ROUND(3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1)
  ROUND(10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6)
  ROUND(12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4)
  ROUND(9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7)
  ROUND(11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13)
  h[0] = XOR(v0, v8);
  h[1] = XOR(v1, v9);
  h[2] = XOR(v2, v10);
  h[3] = XOR(v3, v11);
  h[4] = XOR(v4, v12);
  h[5] = XOR(v5, v13);
  h[6] = XOR(v6, v14);
  h[7] = XOR(v7, v15);
}

static inline __attribute__((always_inline)) void NAME(begin)(VEC h[8]) {
  h[0] = SET1(IV0);
  h[1] = SET1(IV1);
  h[2] = SET1(IV2);
  h[3] = SET1(IV3);
  h[4] = SET1(IV4);
  h[5] = SET1(IV5);
  h[6] = SET1(IV6);
  h[7] = SET1(IV7);
}

/* WIDTH whole chunks, one after the other in memory. */
static __attribute__((unused)) void NAME(chunks)(const uint8_t *input, uint64_t counter, int ahead,
                                                 uint8_t *cvs) {
  const uint8_t *at[WIDTH];
  uint8_t *out[WIDTH];
  uint32_t low[WIDTH], high[WIDTH];
  VEC h[8], m[16];
  for (size_t i = 0; i < WIDTH; i++) {
    at[i] = input + CHUNK_BYTES * i;
    out[i] = cvs + CV_BYTES * i;
    low[i] = (uint32_t)(counter + i);
    high[i] = (uint32_t)((counter + i) >> 32);
  }
  const VEC counter_low = LOAD(low), counter_high = LOAD(high);
  /* Block b of each chunk is followed by 1/16 of the next WIDTH chunks, in the order of memory. */
  const uint8_t *next = input + (ahead ? CHUNK_BYTES * WIDTH : 0);
  NAME(begin)(h);
  for (size_t b = 0; b < CHUNK_BLOCKS; b++) {
    const uint32_t flags = b == 0 ? CHUNK_START : b == CHUNK_BLOCKS - 1 ? CHUNK_END : 0;
    NAME(load_blocks)(at, BLOCK_BYTES * b, m);
    if (ahead) {
      for (size_t i = 0; i < WIDTH; i++) {
        __builtin_prefetch(next + BLOCK_BYTES * (WIDTH * b + i));
      }
    }
    NAME(compress)(h, m, counter_low, counter_high, SET1(BLOCK_BYTES), SET1(flags));
  }
  NAME(store_cvs)(h, out, WIDTH);
}

/* 1 to WIDTH parents; idle lanes repeat the last one. */
static void NAME(parents)(const uint8_t *blocks, size_t count, uint32_t flags, uint8_t *cvs) {
  const uint8_t *at[WIDTH];
  uint8_t *out[WIDTH];
  VEC h[8], m[16];
  for (size_t i = 0; i < WIDTH; i++) {
    size_t lane = i < count ? i : count - 1;
    at[i] = blocks + BLOCK_BYTES * lane;
    out[i] = cvs + CV_BYTES * lane;
  }
  NAME(load_blocks)(at, 0, m);
  NAME(begin)(h);
  NAME(compress)(h, m, SET1(0), SET1(0), SET1(BLOCK_BYTES), SET1(flags));
  NAME(store_cvs)(h, out, count);
}

/* 1 to WIDTH nodes; idle lanes repeat the last one. A lane that is done keeps its chaining value
   while the longer ones go on. */
static void NAME(lanes)(const struct lane *const *lanes, size_t count) {
  uint8_t space[WIDTH][BLOCK_BYTES];
  const uint8_t *at[WIDTH], *last[WIDTH];
  uint8_t *out[WIDTH];
  uint32_t blocks[WIDTH], low[WIDTH], high[WIDTH], first_flags[WIDTH];
  uint32_t fewest = CHUNK_BLOCKS, most = 1;
  VEC h[8], m[16];
  for (size_t i = 0; i < WIDTH; i++) {
    const struct lane *lane = lanes[i < count ? i : count - 1];
    blocks[i] = lane_blocks(lane);
    fewest = blocks[i] < fewest ? blocks[i] : fewest;
    most = blocks[i] > most ? blocks[i] : most;
    at[i] = lane->input;
    last[i] = i < count ? lane_last_block(lane, space[i]) : last[count - 1];
    out[i] = lane->cv;
    low[i] = (uint32_t)lane->counter;
    high[i] = (uint32_t)(lane->counter >> 32);
    first_flags[i] = lane->first_flags;
  }
  const VEC counter_low = LOAD(low), counter_high = LOAD(high);
  VEC flags = LOAD(first_flags);
  NAME(begin)(h);
  for (uint32_t b = 0; b + 1 < fewest; b++) {
    NAME(load_blocks)(at, BLOCK_BYTES * b, m);
    NAME(compress)(h, m, counter_low, counter_high, SET1(BLOCK_BYTES), flags);
    flags = SET1(0);
  }
  for (uint32_t b = fewest - 1; b < most; b++) {
    const uint8_t *block[WIDTH];
    uint32_t length[WIDTH], last_flags[WIDTH], live[WIDTH];
    VEC before[8];
    for (size_t i = 0; i < WIDTH; i++) {
      const struct lane *lane = lanes[i < count ? i : count - 1];
      int ends = b + 1 >= blocks[i];
      block[i] = ends ? last[i] : at[i] + BLOCK_BYTES * b;
      length[i] = ends ? lane->length - BLOCK_BYTES * (blocks[i] - 1) : BLOCK_BYTES;
      last_flags[i] = ends ? lane->last_flags : 0;
      live[i] = b < blocks[i] ? UINT32_MAX : 0;
    }
    memcpy(before, h, sizeof before);
    NAME(load_blocks)(block, 0, m);
    NAME(compress)(h, m, counter_low, counter_high, LOAD(length), ADD(flags, LOAD(last_flags)));
    for (int w = 0; w < 8; w++) {
      h[w] = SELECT(LOAD(live), h[w], before[w]);
    }
    flags = SET1(0);
  }
  NAME(store_cvs)(h, out, count);
}

#undef WIDTH
#undef NAME
#undef VEC
#undef SET1
#undef LOAD
#undef ADD
#undef XOR
#undef SELECT
#undef ROT16
#undef ROT12
#undef ROT8
#undef ROT7
#undef MIX
#undef PIN
