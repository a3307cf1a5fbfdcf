package io.armillaria.storage.catalog;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps up to about so many values that can be read again; drops any of them for a new one. Safe
/// for many threads.
final class HandleCache<V> {
  private final ConcurrentHashMap<Long, V> values = new ConcurrentHashMap<>();
  private final int most;

  HandleCache(int most) {
    this.most = most;
  }

  V get(long number) {
    return values.get(number);
  }

  /// Forgets a number that will stand for another value.
  void remove(long number) {
    values.remove(number);
  }

  /// @return the value to use: this one, or one that is there already
  V put(long number, V value) {
    V known = values.putIfAbsent(number, value);
    if (known != null) {
      return known;
    }
    if (values.size() > most) {
      Iterator<Long> victims = values.keySet().iterator();
      for (int left = Math.max(1, most / 16); left > 0 && victims.hasNext(); left--) {
        if (victims.next() != number) {
          victims.remove();
        }
      }
    }
    return value;
  }
}
