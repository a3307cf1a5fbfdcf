package io.armillaria.execution.operator;

import java.util.Arrays;

/// Estimates how many different values it was shown, by their hashes. Up to 256 it keeps the hashes
/// and is right; then it is a HyperLogLog of 4,096 registers (Flajolet et al., 2007), whose
/// standard error is 1.6 %.
final class DistinctSketch {
  private static final int EXACT = 256;
  private static final int BITS = 12;
  // the object and its array's header
  private static final int OVERHEAD = 48;
  private static final int REGISTERS = 1 << BITS;
  private static final double BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

  // open addressing, 0 for empty; null once there are registers
  private long[] hashes = new long[16];
  private int used;
  private byte[] registers;

  void add(long hash) {
    long mixed = Hashes.mix(hash) | 1;
    if (registers != null) {
      register(mixed);
    } else {
      keep(mixed);
    }
  }

  void add(DistinctSketch other) {
    if (other.registers == null) {
      for (long hash : other.hashes) {
        if (hash != 0) {
          if (registers != null) {
            register(hash);
          } else {
            keep(hash);
          }
        }
      }
      return;
    }
    if (registers == null) {
      spread();
    }
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  long bytes() {
    return OVERHEAD + (registers == null ? (long) Long.BYTES * hashes.length : REGISTERS);
  }

  long estimate() {
    if (registers == null) {
      return used;
    }
    double sum = 0;
    int empty = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      empty += register == 0 ? 1 : 0;
    }
    double estimate = BIAS * REGISTERS * REGISTERS / sum;
    boolean few = estimate <= 2.5 * REGISTERS && empty > 0;
    return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : estimate);
  }

  private void keep(long hash) {
    int slot = slot(hash);
    if (hashes[slot] == hash) {
      return;
    }
    if (used == EXACT) {
      spread();
      register(hash);
      return;
    }
    hashes[slot] = hash;
    used++;
    if (used * 2 > hashes.length) {
      long[] old = hashes;
      hashes = new long[old.length * 2];
      for (long each : old) {
        if (each != 0) {
          hashes[slot(each)] = each;
        }
      }
    }
  }

  /// Where a hash is, or would be.
  private int slot(long hash) {
    int slot = (int) (hash >>> 32) & (hashes.length - 1);
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private void spread() {
    registers = new byte[REGISTERS];
    Arrays.stream(hashes).filter(hash -> hash != 0).forEach(this::register);
    hashes = null;
  }

  /// The upper bits choose the register, which keeps the longest run of zeros that followed them.
  private void register(long hash) {
    int index = (int) (hash >>> (64 - BITS));
    int zeros = Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1;
    registers[index] = (byte) Math.max(registers[index], zeros);
  }
}
