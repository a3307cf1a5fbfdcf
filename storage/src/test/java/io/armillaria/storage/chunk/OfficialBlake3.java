package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// The official C implementation with its assembly, which LLVM's shared library exports under names
/// of its own: `apt-get install libllvm19` on Debian. Needs native access. Not thread safe.
final class OfficialBlake3 {
  private static final List<String> LIBRARIES =
      List.of("libLLVM.so.19.1", "libLLVM-19.so", "libLLVM-15.so.1", "libLLVM-14.so.1");

  /// More than the hasher's 1,912 bytes.
  private static final int HASHER_BYTES = 4096;

  private final String library;
  private final MethodHandle init;
  private final MethodHandle update;
  private final MethodHandle finish;
  private final MemorySegment hasher;
  private final MemorySegment out;

  private OfficialBlake3(String library, SymbolLookup symbols, Arena arena) {
    this.library = library;
    this.init = handle(symbols, "llvm_blake3_hasher_init", FunctionDescriptor.ofVoid(POINTER));
    this.update =
        handle(
            symbols,
            "llvm_blake3_hasher_update",
            FunctionDescriptor.ofVoid(POINTER, POINTER, ValueLayout.JAVA_LONG));
    this.finish =
        handle(
            symbols,
            "llvm_blake3_hasher_finalize",
            FunctionDescriptor.ofVoid(POINTER, POINTER, ValueLayout.JAVA_LONG));
    this.hasher = arena.allocate(HASHER_BYTES, 64);
    this.out = arena.allocate(Blake3.HASH_BYTES);
  }

  private static final ValueLayout POINTER = ValueLayout.ADDRESS;

  /// The newest that this machine has, if any.
  static Optional<OfficialBlake3> find() {
    for (String library : LIBRARIES) {
      try {
        Arena arena = Arena.global();
        return Optional.of(
            new OfficialBlake3(library, SymbolLookup.libraryLookup(library, arena), arena));
      } catch (IllegalArgumentException absent) {
        // the next one
      }
    }
    return Optional.empty();
  }

  /// The library's file name.
  String library() {
    return library;
  }

  /// The hash of `input`, which must be native memory.
  byte[] hash(MemorySegment input) {
    try {
      init.invokeExact(hasher);
      update.invokeExact(hasher, input, input.byteSize());
      finish.invokeExact(hasher, out, (long) Blake3.HASH_BYTES);
    } catch (Throwable e) {
      throw new IllegalStateException("a call into " + library + " failed", e);
    }
    return out.toArray(ValueLayout.JAVA_BYTE);
  }

  private static MethodHandle handle(
      SymbolLookup symbols, String name, FunctionDescriptor function) {
    MemorySegment address =
        symbols.find(name).orElseThrow(() -> new IllegalArgumentException("no symbol " + name));
    return Linker.nativeLinker().downcallHandle(address, function);
  }
}
