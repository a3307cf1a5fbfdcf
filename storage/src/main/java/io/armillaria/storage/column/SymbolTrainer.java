package io.armillaria.storage.column;

import io.armillaria.storage.column.SymbolTable.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the symbols that shorten some texts most: beginning with none, it writes a sample with the
/// symbols so far and takes for the next generation those symbols, and pairs of neighbours put
/// together, that stood for most bytes. The same texts always give the same symbols.
final class SymbolTrainer {
  private static final int GENERATIONS = 5;
  private static final int SAMPLE_BYTES = 16 << 10;

  /// Bytes that stand for themselves come first, then the symbols.
  private static final int CODES = 512;

  /// What stands for fewer than so many places of the sample is not worth a symbol.
  private static final int LEAST_COUNT = 4;

  /// A symbol of one byte saves its escape, which is more than its share of bytes tells.
  private static final int SINGLE_BYTE_WORTH = 8;

  private static final Comparator<Map.Entry<Symbol, Long>> BEST_FIRST =
      Map.Entry.<Symbol, Long>comparingByValue()
          .reversed()
          .thenComparing(entry -> -entry.getKey().length())
          .thenComparing(entry -> entry.getKey().value());

  private final byte[] data;
  private final int[] starts;
  private final int stride;
  private final int[] counts = new int[CODES];
  private final int[] pairCounts = new int[CODES * CODES];
  private SymbolTable table = SymbolTable.EMPTY;
  private long sampled;
  private long coded;

  private SymbolTrainer(byte[] data, int[] starts, int stride) {
    this.data = data;
    this.starts = starts;
    this.stride = stride;
  }

  /// @param data with at least 8 bytes behind the last text
  /// @param starts where each text begins, and where the last one ends
  /// @return the symbols, or null when the sample says that they save less than a quarter
  static SymbolTable train(byte[] data, int[] starts) {
    int rows = starts.length - 1;
    int bytes = starts[rows];
    int stride = Math.clamp(bytes / SAMPLE_BYTES, 1, Math.max(1, rows));
    SymbolTrainer trainer = new SymbolTrainer(data, starts, stride);
    for (int generation = 0; generation < GENERATIONS; generation++) {
      trainer.count();
      trainer.table = trainer.next();
    }
    trainer.count();
    return 4 * trainer.coded > 3 * trainer.sampled ? null : trainer.table;
  }

  private void count() {
    Arrays.fill(counts, 0);
    Arrays.fill(pairCounts, 0);
    sampled = 0;
    coded = 0;
    for (int row = 0; row < starts.length - 1 && sampled < SAMPLE_BYTES; row += stride) {
      int end = Math.min(starts[row + 1], starts[row] + SAMPLE_BYTES);
      sampled += end - starts[row];
      count(starts[row], end);
    }
  }

  private void count(int start, int end) {
    int before = -1;
    for (int at = start; at < end; ) {
      int first = data[at] & 0xFF;
      int code = table.match((long) ByteSink.LONG.get(data, at), end - at);
      int place = code < 0 ? first : 256 + code;
      note(before, place);
      if (code < 0) {
        coded += 2;
        at++;
      } else {
        coded++;
        if (table.length(code) > 1) {
          note(before, first);
        }
        at += table.length(code);
      }
      before = place;
    }
  }

  private void note(int before, int place) {
    counts[place]++;
    if (before >= 0) {
      pairCounts[before * CODES + place]++;
    }
  }

  private SymbolTable next() {
    Map<Symbol, Long> gains = new HashMap<>();
    for (int place = 0; place < CODES; place++) {
      if (counts[place] >= LEAST_COUNT) {
        Symbol symbol = symbol(place);
        long worth = symbol.length() == 1 ? SINGLE_BYTE_WORTH : symbol.length();
        gains.merge(symbol, counts[place] * worth, Long::sum);
        addPairs(place, symbol, gains);
      }
    }
    List<Map.Entry<Symbol, Long>> best = new ArrayList<>(gains.entrySet());
    best.sort(BEST_FIRST);
    return SymbolTable.of(best.stream().map(Map.Entry::getKey).toList());
  }

  private void addPairs(int place, Symbol symbol, Map<Symbol, Long> gains) {
    for (int after = 0; after < CODES; after++) {
      int count = pairCounts[place * CODES + after];
      if (count >= LEAST_COUNT) {
        Symbol next = symbol(after);
        int length = symbol.length() + next.length();
        if (length <= SymbolTable.LONGEST) {
          gains.merge(symbol.then(next), (long) count * length, Long::sum);
        }
      }
    }
  }

  private Symbol symbol(int place) {
    return place < 256 ? new Symbol(place, 1) : table.symbol(place - 256);
  }
}
