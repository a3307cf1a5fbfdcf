package io.armillaria.storage.file;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Words that one process of a database writes and all read: as many as it grows to, 0 at first.
/// What an earlier process left is there too. Safe for many threads.
///
/// They lie in pieces, each as large as all before it together, so that growing moves nothing.
public abstract sealed class SharedTable permits MappedTable, SharedTable.OnHeap {
  /// Words of the first piece.
  static final int FIRST = 4096;

  /// Reads a word that its writer has made room for.
  public final long get(long index) {
    int piece = piece(index);
    return read(piece, (int) (index - start(piece)));
  }

  /// Writes a word, for the process that the table belongs to: whoever reads it sees what was
  /// written before.
  public final void set(long index, long value) {
    int piece = piece(index);
    write(piece, (int) (index - start(piece)), value, false);
  }

  /// As [#set], and before anything is read after it.
  public final void publish(long index, long value) {
    int piece = piece(index);
    write(piece, (int) (index - start(piece)), value, true);
  }

  /// Makes room for so many words; for the process that the table belongs to.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DiskFull, InputOutput
  public final void grow(long words) {
    for (int piece = 0; piece <= piece(words - 1); piece++) {
      make(piece);
    }
  }

  private static int piece(long index) {
    return index < FIRST ? 0 : 64 - Long.numberOfLeadingZeros(index / FIRST);
  }

  /// The first word of a piece.
  static long start(int piece) {
    return piece == 0 ? 0 : (long) FIRST << (piece - 1);
  }

  /// The words of a piece.
  static int size(int piece) {
    return Math.toIntExact(piece == 0 ? FIRST : (long) FIRST << (piece - 1));
  }

  /// Sees to it that the piece is there.
  abstract void make(int piece);

  abstract long read(int piece, int index);

  abstract void write(int piece, int index, long value, boolean atOnce);

  /// A table of a process that has its database for itself, or shares it with engines on one heap.
  public static SharedTable onHeap() {
    return new OnHeap();
  }

  static final class OnHeap extends SharedTable {
    private final AtomicReferenceArray<AtomicLongArray> pieces = new AtomicReferenceArray<>(32);

    private OnHeap() {}

    @Override
    void make(int piece) {
      pieces.compareAndSet(piece, null, new AtomicLongArray(size(piece)));
    }

    @Override
    long read(int piece, int index) {
      return pieces.get(piece).get(index);
    }

    @Override
    void write(int piece, int index, long value, boolean atOnce) {
      if (atOnce) {
        pieces.get(piece).set(index, value);
      } else {
        pieces.get(piece).setRelease(index, value);
      }
    }
  }
}
