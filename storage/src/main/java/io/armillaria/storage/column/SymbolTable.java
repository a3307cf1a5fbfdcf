package io.armillaria.storage.column;

import java.util.Arrays;
import java.util.List;

/// Up to 255 byte strings of 1 to 8 bytes, each named by its place, and how to find the one that a
/// text goes on with.
///
/// Symbols of three bytes and more are found by their first three, of which each place in the table
/// takes one symbol only; the longest of one or two bytes by the first two. Source: *FSST: Fast
/// Random Access String Compression* (Boncz, Neumann, Leis, 2020).
final class SymbolTable {
  /// No more symbols than this; the code after them means that the next byte stands for itself.
  static final int MOST = 255;

  static final int ESCAPE = 255;
  static final int LONGEST = 8;
  static final SymbolTable EMPTY = new SymbolTable();

  private static final int SLOTS = 1 << 12;
  private static final int NONE = -1;

  private final long[] values = new long[MOST];
  private final int[] lengths = new int[MOST];
  private final int[] slots = new int[SLOTS];
  private final short[] pairs = new short[1 << 16];
  private final short[] bytes = new short[1 << 8];
  private int size;

  private SymbolTable() {
    Arrays.fill(slots, NONE);
    Arrays.fill(pairs, (short) NONE);
    Arrays.fill(bytes, (short) NONE);
  }

  /// The first symbols of the list for which there is room.
  static SymbolTable of(List<Symbol> symbols) {
    SymbolTable table = new SymbolTable();
    for (Symbol symbol : symbols) {
      if (table.size < MOST) {
        table.add(symbol);
      }
    }
    return table;
  }

  /// @param value its bytes, the first one lowest, zeros above
  record Symbol(long value, int length) {
    Symbol then(Symbol next) {
      return new Symbol(value | next.value << (8 * length), length + next.length);
    }
  }

  int size() {
    return size;
  }

  long value(int code) {
    return values[code];
  }

  int length(int code) {
    return lengths[code];
  }

  Symbol symbol(int code) {
    return new Symbol(values[code], lengths[code]);
  }

  /// The code of the longest known symbol that a text begins with, or -1.
  ///
  /// @param word the text's first eight bytes, the first one lowest; what is behind its end does
  ///   not matter
  /// @param left how many bytes the text has, at least 1
  int match(long word, int left) {
    int code = slots[slot(word)];
    if (code >= 0
        && lengths[code] <= left
        && (word & (-1L >>> (64 - 8 * lengths[code]))) == values[code]) {
      return code;
    }
    if (left > 1) {
      code = pairs[(int) word & 0xFFFF];
      if (code >= 0) {
        return code;
      }
    }
    return bytes[(int) word & 0xFF];
  }

  private void add(Symbol symbol) {
    int first = (int) symbol.value();
    switch (symbol.length()) {
      case 1 -> bytes[first] = (short) size;
      case 2 -> pairs[first] = (short) size;
      default -> {
        int slot = slot(symbol.value());
        if (slots[slot] != NONE) {
          return;
        }
        slots[slot] = size;
      }
    }
    values[size] = symbol.value();
    lengths[size] = symbol.length();
    size++;
  }

  /// By the first three bytes.
  private static int slot(long word) {
    return (((int) word & 0xFF_FFFF) * 0x9E3779B1) >>> 20;
  }
}
