package io.armillaria.storage.column;

/// The distinct values of a column of bytes in ascending order, and the code of each row; the code
/// of a NULL row is 0.
record SortedDictionary(byte[] data, int[] starts, int[] lengths, long[] codes) {
  /// Orders the entries and renumbers `codes`.
  static SortedDictionary of(byte[] data, int[] starts, int[] lengths, long[] codes) {
    int[] order = BytesSort.order(data, starts, lengths);
    int entries = order.length;
    int[] ranks = new int[entries];
    int[] sortedStarts = new int[entries];
    int[] sortedLengths = new int[entries];
    for (int rank = 0; rank < entries; rank++) {
      ranks[order[rank]] = rank;
      sortedStarts[rank] = starts[order[rank]];
      sortedLengths[rank] = lengths[order[rank]];
    }
    long[] renumbered = new long[codes.length];
    for (int i = 0; entries > 0 && i < codes.length; i++) {
      renumbered[i] = ranks[(int) codes[i]];
    }
    return new SortedDictionary(data, sortedStarts, sortedLengths, renumbered);
  }

  BytesStatistics bounds(int nulls) {
    int last = starts.length - 1;
    if (last < 0) {
      return new BytesStatistics(null, null, codes.length == 0);
    }
    boolean ascending = nulls == 0;
    for (int i = 1; ascending && i < codes.length; i++) {
      ascending = codes[i - 1] <= codes[i];
    }
    return new BytesStatistics(
        BytesStatistics.lower(data, starts[0], lengths[0]),
        BytesStatistics.upper(data, starts[last], lengths[last]),
        ascending);
  }

  /// | size | field |
  /// |---|---|
  /// | 4 | entries |
  /// | 4 | bytes of all entries |
  /// | | [Integers]: the code of each row |
  /// | | [Integers]: where each entry begins and the last one ends |
  /// | | the entries' bytes, padded to 8 |
  void write(ByteSink sink) {
    long[] offsets = new long[starts.length + 1];
    for (int i = 0; i < starts.length; i++) {
      offsets[i + 1] = offsets[i] + lengths[i];
    }
    sink.putInt(starts.length);
    sink.putInt(Math.toIntExact(offsets[starts.length]));
    IntegerEncoder.write(sink, codes, 0, codes.length);
    IntegerEncoder.write(sink, offsets, 0, offsets.length);
    for (int i = 0; i < starts.length; i++) {
      sink.putBytes(data, starts[i], lengths[i]);
    }
    sink.align();
  }
}
