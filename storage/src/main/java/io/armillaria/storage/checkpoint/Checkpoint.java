package io.armillaria.storage.checkpoint;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.HistoryBase;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.log.LogPosition;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What the log says up to and with one record. The root object that the file names.
///
/// @param refs leads to commits that `history` has
/// @param sequences the last number reserved of each sequence's counter
public record Checkpoint(
    LogPosition position, HistoryBase history, Refs refs, Map<UUID, Long> sequences) {
  private static final int FORMAT = 0;

  /// The root object; writes the nodes that it leads to.
  public byte[] encode() {
    BinaryWriter out = new BinaryWriter().u8(FORMAT);
    out.varint(position.sequence()).varint(position.epoch()).varint(position.segment());
    out.varint(position.frame()).varint(position.offset());
    history.write(out);
    refs.write(out);
    out.varint(sequences.size());
    sequences.forEach((counter, last) -> out.uuid(counter).zigzag(last));
    return out.toBytes();
  }

  /// Reads the root object and lets `history`, which has nothing yet, begin with it.
  static Checkpoint start(byte[] bytes, History history) {
    BinaryReader in = reader(bytes);
    LogPosition position = position(in);
    HistoryBase base = HistoryBase.read(history.pages(), in);
    history.start(base);
    Refs refs = Refs.read(in, history);
    Map<UUID, Long> sequences = new HashMap<>();
    for (int left = in.count(17); left > 0; left--) {
      sequences.put(in.uuid(), in.zigzag());
    }
    history.sequences().putAll(sequences);
    return new Checkpoint(position, base, refs, sequences);
  }

  /// Reads the history of the root object.
  static HistoryBase history(byte[] bytes, History history) {
    BinaryReader in = reader(bytes);
    position(in);
    return HistoryBase.read(history.pages(), in);
  }

  /// Reads the place of the root object.
  static LogPosition position(byte[] bytes) {
    return position(reader(bytes));
  }

  private static BinaryReader reader(byte[] bytes) {
    BinaryReader in = new BinaryReader("checkpoint", bytes);
    int format = in.u8();
    if (format != FORMAT) {
      throw new Failure.Corrupt(
              "checkpoint", "A checkpoint has format " + format + ", not " + FORMAT + ".")
          .raise();
    }
    return in;
  }

  private static LogPosition position(BinaryReader in) {
    return new LogPosition(in.varint(), in.varint(), in.varint(), in.varint(), in.varint());
  }
}
