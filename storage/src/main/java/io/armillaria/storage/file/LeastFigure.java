package io.armillaria.storage.file;

import java.util.TreeMap;

/// Tells other processes the least of some numbers that come and go. Safe for many threads.
public final class LeastFigure {
  private final Processes processes;
  private final Processes.Figure figure;
  private final TreeMap<Long, Integer> numbers = new TreeMap<>();

  public LeastFigure(Processes processes, Processes.Figure figure) {
    this.processes = processes;
    this.figure = figure;
    tell();
  }

  public synchronized void add(long number) {
    numbers.merge(number, 1, Integer::sum);
    tell();
  }

  public synchronized void remove(long number) {
    numbers.merge(number, -1, (count, less) -> count == 1 ? null : count + less);
    tell();
  }

  /// Removes a number and adds another one in its place.
  public synchronized void replace(long before, long after) {
    if (before != after) {
      numbers.merge(after, 1, Integer::sum);
      remove(before);
    }
  }

  /// The least, or [Long#MAX_VALUE] if there is none.
  public synchronized long least() {
    return numbers.isEmpty() ? Long.MAX_VALUE : numbers.firstKey();
  }

  private void tell() {
    processes.tell(figure, least());
  }
}
