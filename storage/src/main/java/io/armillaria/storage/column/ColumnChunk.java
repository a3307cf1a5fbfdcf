package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType;
import java.lang.foreign.MemorySegment;

/// Opens encoded column chunks.
public final class ColumnChunk {
  private ColumnChunk() {}

  /// A reader of the chunk `bytes`, which must stay as they are and accessible, from every thread
  /// that reads, for as long as the reader is used. Mapped and native bytes are read in place,
  /// bytes on the heap are copied. The bytes have been verified against their hash by the caller;
  /// what is checked here is only that they make sense.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt
  public static ColumnReader open(MemorySegment bytes) {
    ChunkHeader header = ChunkHeader.read(bytes);
    ChunkBytes chunk = ChunkBytes.of(bytes);
    int rows = header.statistics().rows();
    Validity validity =
        header.validityOffset() == 0 ? null : Validity.open(chunk, header.validityOffset(), rows);
    ChunkFrame frame = new ChunkFrame(chunk, header, validity);
    return switch (header.encoding()) {
      case INTEGERS -> LongReader.open(frame);
      case DOUBLE_CONSTANT, DOUBLE_RAW, DOUBLE_FLOAT, DOUBLE_SCALED -> DoubleReader.open(frame);
      case INT128_FRAME -> Int128FrameReader.open(frame);
      case INT128_SPLIT -> Int128SplitReader.open(frame);
      case BYTES_DICTIONARY -> DictionaryReader.open(frame);
      case BYTES_PLAIN -> PlainReader.open(frame);
      case BYTES_SYMBOLS -> SymbolReader.open(frame);
    };
  }

  /// What the chunk's header says of its values. Reads only the header.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt
  public static ColumnStatistics statistics(MemorySegment bytes) {
    return ChunkHeader.read(bytes).statistics();
  }

  /// What the header of a chunk on the heap says of its values.
  public static ColumnStatistics statistics(byte[] bytes) {
    return statistics(MemorySegment.ofArray(bytes));
  }

  /// The layout of the chunk's values. Reads only the header.
  public static DataType.Layout layout(MemorySegment bytes) {
    return ChunkHeader.read(bytes).layout();
  }
}
