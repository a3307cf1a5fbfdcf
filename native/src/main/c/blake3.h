/* BLAKE3-256: what the library exports. Every function is free of global state.

   `instructions` says which code runs and must be one of those that
   armillaria_blake3_instructions() offers. */
#ifndef ARMILLARIA_BLAKE3_H
#define ARMILLARIA_BLAKE3_H

#include <stdint.h>

#if defined(__GNUC__)
#define EXPORTED __attribute__((visibility("default")))
#else
#define EXPORTED
#endif

enum instructions { PORTABLE, SSE41, AVX2, AVX512, NEON, INSTRUCTION_SETS };

/* A bit (1 << x) for each instruction set x that this library has and that this processor and its
   operating system can run. */
EXPORTED uint64_t armillaria_blake3_instructions(void);

/* Hashes a message, at once or in pieces. Appends `length` bytes to the message in `state`; unless
   `out` is null, that was all of it: writes its hash and empties the state. Without a state, the
   bytes are the whole message.

   The caller gives the state's memory: armillaria_blake3_state_bytes() bytes, aligned to 8, all zero
   before the first use. */
EXPORTED void armillaria_blake3_hash(uint32_t instructions, void *state, const uint8_t *input,
                                     uint64_t length, uint8_t *out);
EXPORTED uint64_t armillaria_blake3_state_bytes(void);

/* Hashes `count` messages, of lengths[i] bytes at base + offsets[i], to out + 32 i. */
EXPORTED void armillaria_blake3_hash_many(uint32_t instructions, const uint8_t *base,
                                          const uint64_t *offsets, const uint64_t *lengths,
                                          uint64_t count, uint8_t *out);

#endif
