package io.armillaria.storage.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads [Encoding#BYTES_PLAIN]: an [Integers] section of where each row begins and the last one
/// ends, then the bytes. Copies the bytes of the rows asked for, and no others.
final class PlainReader extends ChunkReader {
  private final Integers offsets;
  private final long data;

  private PlainReader(ChunkFrame frame, Integers offsets) {
    super(frame);
    this.offsets = offsets;
    data = offsets.end();
  }

  static PlainReader open(ChunkFrame frame) {
    Integers offsets =
        Integers.open(frame.bytes(), frame.values(), frame.rows() + 1, "the offsets section");
    long length = offsets.get(frame.rows());
    frame.bytes().require(offsets.end(), length, "the bytes section");
    return new PlainReader(frame, offsets);
  }

  @Override
  public BytesVector readBytes(int from, int rows) {
    frame.check(from, rows);
    int[] starts = new int[rows + 1];
    offsets.read(from, rows + 1, starts, 0);
    int first = starts[0];
    byte[] bytes = new byte[starts[rows] - first];
    MemorySegment.copy(
        frame.bytes().segment(), ValueLayout.JAVA_BYTE, data + first, bytes, 0, bytes.length);
    int[] lengths = new int[rows];
    for (int i = 0; i < rows; i++) {
      lengths[i] = starts[i + 1] - starts[i];
    }
    for (int i = 0; i < rows; i++) {
      starts[i] -= first;
    }
    return new BytesVector(bytes, starts, lengths, frame.nulls(from, rows));
  }
}
