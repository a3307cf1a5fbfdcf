package io.armillaria.blake3;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The functions of `blake3.h`. The method handles are constants, which the compiler needs in order
/// to inline them; the addresses come from the library that was loaded.
///
/// Each call has two forms. The plain one takes native memory only, and the garbage collector may
/// run meanwhile. The `Critical` one takes heap memory too, but holds every safepoint back until it
/// returns: at most [#CRITICAL_BYTES] of input.
record NativeLibrary(MemorySegment one, MemorySegment many, long stateBytes, int instructions) {
  static final int CRITICAL_BYTES = 64 * 1024;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option CRITICAL = Linker.Option.critical(true);

  private static final FunctionDescriptor ONE =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
  private static final MethodHandle ONE_PLAIN = LINKER.downcallHandle(ONE);
  private static final MethodHandle ONE_CRITICAL = LINKER.downcallHandle(ONE, CRITICAL);

  private static final FunctionDescriptor MANY =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
  private static final MethodHandle MANY_PLAIN = LINKER.downcallHandle(MANY);
  private static final MethodHandle MANY_CRITICAL = LINKER.downcallHandle(MANY, CRITICAL);

  static NativeLibrary of(SymbolLookup symbols) {
    return new NativeLibrary(
        symbols.findOrThrow("armillaria_blake3_hash"),
        symbols.findOrThrow("armillaria_blake3_hash_many"),
        number(symbols, "armillaria_blake3_state_bytes"),
        (int) number(symbols, "armillaria_blake3_instructions"));
  }

  /// `state` and `out` may be NULL.
  void hash(Instructions with, MemorySegment state, MemorySegment input, MemorySegment out) {
    try {
      ONE_PLAIN.invokeExact(one, with.number(), state, input, input.byteSize(), out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void hashCritical(
      Instructions with, MemorySegment state, MemorySegment input, MemorySegment out) {
    try {
      ONE_CRITICAL.invokeExact(one, with.number(), state, input, input.byteSize(), out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// `offsets` and `lengths` are of equal size.
  void hashMany(
      Instructions with,
      MemorySegment base,
      MemorySegment offsets,
      MemorySegment lengths,
      MemorySegment out) {
    long count = offsets.byteSize() / Long.BYTES;
    try {
      MANY_PLAIN.invokeExact(many, with.number(), base, offsets, lengths, count, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void hashManyCritical(
      Instructions with,
      MemorySegment base,
      MemorySegment offsets,
      MemorySegment lengths,
      MemorySegment out) {
    long count = offsets.byteSize() / Long.BYTES;
    try {
      MANY_CRITICAL.invokeExact(many, with.number(), base, offsets, lengths, count, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Calls a function that takes nothing and returns a number of 64 bits.
  private static long number(SymbolLookup symbols, String name) {
    MethodHandle function =
        LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(JAVA_LONG));
    try {
      return (long) function.invokeExact();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// C functions throw nothing; what arrives here was thrown before the call, such as the complaint
  /// about a segment that is closed.
  private static RuntimeException unexpected(Throwable e) {
    return switch (e) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      default -> new IllegalStateException("A native call failed", e);
    };
  }
}
