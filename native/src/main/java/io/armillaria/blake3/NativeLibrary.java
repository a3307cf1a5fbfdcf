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
record NativeLibrary(
    MemorySegment hash,
    MemorySegment hashMany,
    MemorySegment update,
    MemorySegment finish,
    long stateBytes,
    int instructions) {
  static final int CRITICAL_BYTES = 64 * 1024;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option CRITICAL = Linker.Option.critical(true);

  private static final FunctionDescriptor HASH =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS);
  private static final MethodHandle HASH_PLAIN = LINKER.downcallHandle(HASH);
  private static final MethodHandle HASH_CRITICAL = LINKER.downcallHandle(HASH, CRITICAL);

  private static final FunctionDescriptor HASH_MANY =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
  private static final MethodHandle HASH_MANY_PLAIN = LINKER.downcallHandle(HASH_MANY);
  private static final MethodHandle HASH_MANY_CRITICAL = LINKER.downcallHandle(HASH_MANY, CRITICAL);

  private static final FunctionDescriptor UPDATE =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle UPDATE_PLAIN = LINKER.downcallHandle(UPDATE);
  private static final MethodHandle UPDATE_CRITICAL = LINKER.downcallHandle(UPDATE, CRITICAL);

  private static final FunctionDescriptor FINISH =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle FINISH_CRITICAL = LINKER.downcallHandle(FINISH, CRITICAL);

  static NativeLibrary of(SymbolLookup symbols) {
    return new NativeLibrary(
        symbols.findOrThrow("armillaria_blake3_hash"),
        symbols.findOrThrow("armillaria_blake3_hash_many"),
        symbols.findOrThrow("armillaria_blake3_update"),
        symbols.findOrThrow("armillaria_blake3_finish"),
        number(symbols, "armillaria_blake3_state_bytes"),
        (int) number(symbols, "armillaria_blake3_instructions"));
  }

  void hash(int instructions, MemorySegment input, MemorySegment out) {
    try {
      HASH_PLAIN.invokeExact(hash, instructions, input, input.byteSize(), out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void hashCritical(int instructions, MemorySegment input, MemorySegment out) {
    try {
      HASH_CRITICAL.invokeExact(hash, instructions, input, input.byteSize(), out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void hashMany(
      int instructions,
      MemorySegment base,
      MemorySegment offsets,
      MemorySegment lengths,
      long count,
      MemorySegment out) {
    try {
      HASH_MANY_PLAIN.invokeExact(hashMany, instructions, base, offsets, lengths, count, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void hashManyCritical(
      int instructions,
      MemorySegment base,
      MemorySegment offsets,
      MemorySegment lengths,
      long count,
      MemorySegment out) {
    try {
      HASH_MANY_CRITICAL.invokeExact(hashMany, instructions, base, offsets, lengths, count, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void update(int instructions, MemorySegment state, MemorySegment input) {
    try {
      UPDATE_PLAIN.invokeExact(update, instructions, state, input, input.byteSize());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void updateCritical(int instructions, MemorySegment state, MemorySegment input) {
    try {
      UPDATE_CRITICAL.invokeExact(update, instructions, state, input, input.byteSize());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void finishCritical(int instructions, MemorySegment state, MemorySegment out) {
    try {
      FINISH_CRITICAL.invokeExact(finish, instructions, state, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Calls a function that takes nothing and returns a number of up to 64 bits.
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
