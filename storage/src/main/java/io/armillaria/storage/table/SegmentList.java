package io.armillaria.storage.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// An immutable list in blocks, so that a list in which few elements differ shares the other blocks
/// with the one it was made from. All blocks but the last are full.
final class SegmentList extends AbstractList<LayoutSegment> implements RandomAccess {
  static final SegmentList EMPTY = new SegmentList(new LayoutSegment[0][], 0);

  private static final int SHIFT = 6;
  private static final int BLOCK = 1 << SHIFT;

  private final LayoutSegment[][] blocks;
  private final int size;

  private SegmentList(LayoutSegment[][] blocks, int size) {
    this.blocks = blocks;
    this.size = size;
  }

  static SegmentList of(List<LayoutSegment> segments) {
    Editor editor = EMPTY.edit();
    segments.forEach(editor::add);
    return editor.build();
  }

  @Override
  public LayoutSegment get(int index) {
    return blocks[index >>> SHIFT][index & (BLOCK - 1)];
  }

  @Override
  public int size() {
    return size;
  }

  Editor edit() {
    return new Editor(this);
  }

  /// A list in the making. Not thread safe.
  static final class Editor {
    private LayoutSegment[][] blocks;
    private boolean[] own;
    private int size;
    private int firstGone = Integer.MAX_VALUE;

    private Editor(SegmentList list) {
      blocks = list.blocks.clone();
      own = new boolean[blocks.length];
      size = list.size;
    }

    LayoutSegment get(int index) {
      return blocks[index >>> SHIFT][index & (BLOCK - 1)];
    }

    void set(int index, LayoutSegment segment) {
      writable(index >>> SHIFT)[index & (BLOCK - 1)] = segment;
    }

    /// Takes an element out when the list is built; the others keep their places until then.
    void remove(int index) {
      set(index, null);
      firstGone = Math.min(firstGone, index);
    }

    void add(LayoutSegment segment) {
      if (size == blocks.length << SHIFT) {
        blocks = Arrays.copyOf(blocks, blocks.length + 1);
        own = Arrays.copyOf(own, blocks.length);
        blocks[blocks.length - 1] = new LayoutSegment[BLOCK];
        own[blocks.length - 1] = true;
      }
      writable(size >>> SHIFT)[size & (BLOCK - 1)] = segment;
      size++;
    }

    int size() {
      return size;
    }

    SegmentList build() {
      if (firstGone == Integer.MAX_VALUE) {
        return size == 0 ? EMPTY : new SegmentList(blocks, size);
      }
      int keep = firstGone >>> SHIFT;
      Editor rest = new Editor(new SegmentList(Arrays.copyOf(blocks, keep), keep << SHIFT));
      for (int i = keep << SHIFT; i < size; i++) {
        if (get(i) != null) {
          rest.add(get(i));
        }
      }
      return rest.build();
    }

    private LayoutSegment[] writable(int block) {
      if (!own[block]) {
        blocks[block] = Arrays.copyOf(blocks[block], BLOCK);
        own[block] = true;
      }
      return blocks[block];
    }
  }
}
