package io.armillaria.storage.changelog;

import java.util.AbstractList;
import java.util.function.IntFunction;

/// A list whose items are made when they are asked for, and not kept.
final class ListView<T> extends AbstractList<T> {
  private final int size;
  private final IntFunction<T> item;

  ListView(int size, IntFunction<T> item) {
    this.size = size;
    this.item = item;
  }

  @Override
  public T get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("item " + index + " of " + size);
    }
    return item.apply(index);
  }

  @Override
  public int size() {
    return size;
  }
}
