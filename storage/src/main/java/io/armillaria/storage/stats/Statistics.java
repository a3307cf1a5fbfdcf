package io.armillaria.storage.stats;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The figures of one open database. Who owns a figure registers it once, under a name such as
/// `compaction.pending`, and gives its value whenever it is asked. Safe for many threads.
public final class Statistics {
  private final Map<String, Supplier<String>> figures = new ConcurrentSkipListMap<>();

  /// One figure as it is now.
  public record Figure(String name, String value) {}

  /// Registers a figure; `value` is called by any thread and must not block.
  ///
  /// @throws IllegalStateException when the name is taken
  public void register(String name, Supplier<?> value) {
    Supplier<String> text = () -> String.valueOf(value.get());
    if (figures.putIfAbsent(name, text) != null) {
      throw new IllegalStateException("the figure " + name + " is registered twice");
    }
  }

  /// Registers a figure that only grows.
  public LongAdder counter(String name) {
    LongAdder counter = new LongAdder();
    register(name, counter::sum);
    return counter;
  }

  /// All figures by name.
  public List<Figure> figures() {
    return figures.entrySet().stream()
        .map(figure -> new Figure(figure.getKey(), figure.getValue().get()))
        .toList();
  }
}
