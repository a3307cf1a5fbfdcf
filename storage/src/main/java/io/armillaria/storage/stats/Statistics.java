package io.armillaria.storage.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The figures of one open database. Who owns a figure registers it once, under a name in words
/// such as `compactions pending`, and gives its value whenever it is asked. Safe for many threads.
public final class Statistics {
  private final Map<String, Function<String, Figure>> figures = new ConcurrentSkipListMap<>();

  /// One figure as it is now: a number or a text, never both.
  public record Figure(String name, Optional<Long> value, Optional<String> text) {}

  /// Registers a number; `value` is called by any thread and must not wait for others.
  ///
  /// @throws IllegalStateException when the name is taken
  public void number(String name, LongSupplier value) {
    register(name, n -> new Figure(n, Optional.of(value.getAsLong()), Optional.empty()));
  }

  /// Registers a text, as [#number] does numbers.
  public void text(String name, Supplier<String> text) {
    register(name, n -> new Figure(n, Optional.empty(), Optional.of(text.get())));
  }

  /// Registers a number that only grows.
  public LongAdder counter(String name) {
    LongAdder counter = new LongAdder();
    number(name, counter::sum);
    return counter;
  }

  private void register(String name, Function<String, Figure> figure) {
    if (figures.putIfAbsent(name, figure) != null) {
      throw new IllegalStateException("the figure " + name + " is registered twice");
    }
  }

  /// All figures by name.
  public List<Figure> figures() {
    return figures.entrySet().stream()
        .map(figure -> figure.getValue().apply(figure.getKey()))
        .toList();
  }
}
