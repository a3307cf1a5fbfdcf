/// BLAKE3-256 of memory: [Blake3] is native where it may be and Java otherwise.
///
/// The native library is C of our own in `native/src/main/c`: kernels that hash chunks or parents
/// side by side, one translation unit for each instruction set (`wide.h` is the code that they
/// share, `kernel.h` what they offer), below one tree driver (`tree.c`, `many.c`, `blake3.c`).
/// `build.sh` compiles it into this package's resources; a build without a C compiler has no
/// library. At run time [NativeLoader] extracts the library, loads it and has it pass
/// [KnownAnswer].
///
/// The Java twin does the same with plain loops over arrays ([JavaLanes]), which the JIT compiler
/// vectorises, and scalar code ([Compression]) for whatever is too short for them.
package io.armillaria.blake3;
