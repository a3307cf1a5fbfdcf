package io.armillaria.storage.log;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the segments in their order and decides where the log ends.
///
/// Invariants, which the writer keeps:
/// 1. A frame is acknowledged only after a force that began when it and all before it were written.
/// 2. `forcedThrough` of a frame and `through` of a mark name only frames that had been forced.
/// 3. Frames are written to bytes that are zeros on disk; a segment is begun when all frames before
///    it have been forced.
///
/// So the first frame that does not verify is the end, left by a crash in the middle of a write,
/// unless a later frame or a mark says that it had been forced: then it is damaged.
final class Recovery {
  private final LogVisitor visitor;
  private final Optional<LogPosition> known;
  private FrameHeader last;
  private boolean closed;
  private boolean sealed;
  private long incarnation;
  private long promised;

  /// The frames of the segment of which nothing tells that they had been forced.
  private final ArrayDeque<Doubtful> doubtful = new ArrayDeque<>();

  private record Doubtful(long sequence, long offset) {}

  /// @param known the last record that need not be shown: it had been forced
  Recovery(LogVisitor visitor, Optional<LogPosition> known) {
    this.visitor = visitor;
    this.known = known;
    this.last = new FrameHeader(known.map(k -> k.sequence() - 1).orElse(0L), 0, 0, 0, 0, 0);
    this.promised = known.map(LogPosition::sequence).orElse(0L);
  }

  /// The last frame that verified; sequence 0 if there is none.
  FrameHeader last() {
    return last;
  }

  /// Whether the last frame says that the log was closed in order.
  boolean isClosed() {
    return closed;
  }

  /// Whether the segment that was replayed last says that there is another one.
  boolean isSealed() {
    return sealed;
  }

  /// The highest incarnation of any frame, discarded ones included.
  long incarnation() {
    return incarnation;
  }

  /// Replays the frames of one segment.
  ///
  /// @return where they end
  long replay(String name, SegmentHeader header, SegmentReader reader) throws IOException {
    boolean first = known.isPresent() && known.get().segment() == header.firstSequence();
    if (!first && header.firstSequence() != last.sequence() + 1) {
      throw damage(
          name,
          "it begins with frame "
              + header.firstSequence()
              + ", but the frames before it end with "
              + last.sequence());
    }
    doubtful.clear();
    long tag = FrameTag.of(header.storeId());
    long offset = first ? known.orElseThrow().frame() : LogSegment.HEAD;
    Optional<ByteBuffer> frame = reader.frame(offset, tag).filter(this::follows);
    while (frame.isPresent()) {
      replay(frame.get(), header.firstSequence(), offset);
      doubtful.add(new Doubtful(last.sequence(), offset));
      trust(last.forcedThrough());
      offset += last.stride();
      frame = reader.frame(offset, tag).filter(this::follows);
    }
    Optional<SegmentMark> mark =
        SegmentMark.read(reader.read(SegmentMark.OFFSET, SegmentMark.BYTES));
    sealed = mark.map(SegmentMark::sealed).orElse(false);
    promised = Math.max(promised, mark.map(SegmentMark::through).orElse(0L));
    searchBehind(offset, tag, reader);
    trust(promised);
    if (promised > last.sequence()) {
      throw damage(
          name,
          "frame "
              + (last.sequence() + 1)
              + " at byte "
              + offset
              + " does not verify, but frames"
              + " through "
              + promised
              + " had been written to disk");
    }
    return offset;
  }

  /// Where the frames begin, in the segment that was replayed last, that may be known only to the
  /// system's cache, perhaps since a force that failed: then a later force, even one that succeeds,
  /// need not write them.
  OptionalLong doubtfulFrom() {
    return doubtful.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(doubtful.getFirst().offset());
  }

  private void trust(long through) {
    while (!doubtful.isEmpty() && doubtful.getFirst().sequence() <= through) {
      doubtful.removeFirst();
    }
  }

  private boolean follows(ByteBuffer frame) {
    FrameHeader header = FrameHeader.read(frame);
    return header.sequence() == last.sequence() + 1 && header.incarnation() >= last.incarnation();
  }

  private void replay(ByteBuffer frame, long segment, long offset) {
    last = FrameHeader.read(frame);
    incarnation = Math.max(incarnation, last.incarnation());
    ByteBuffer payload = frame.slice(FrameHeader.BYTES, last.payloadLength());
    closed = false;
    RecordCodec.read(last, segment, offset, payload.order(ByteOrder.LITTLE_ENDIAN), this::show);
  }

  private void show(LogPosition position, RecordType type, ByteBuffer payload) {
    if (type == RecordType.CLOSE) {
      closed = true;
    } else if (!isKnown(position)) {
      visitor.record(position, type, payload);
    }
  }

  private boolean isKnown(LogPosition position) {
    return known
        .filter(last -> position.sequence() <= last.sequence())
        .filter(last -> position.offset() <= last.offset())
        .isPresent();
  }

  /// Looks at what lies behind the first frame that does not verify.
  private void searchBehind(long start, long tag, SegmentReader reader) throws IOException {
    long offset = start;
    while (offset + FrameHeader.BYTES <= reader.size()) {
      Optional<ByteBuffer> frame = reader.frame(offset, tag);
      offset +=
          frame.map(found -> FrameHeader.read(found).stride()).orElse((long) FrameHeader.BYTES);
      if (frame.isPresent()) {
        FrameHeader header = FrameHeader.read(frame.get());
        incarnation = Math.max(incarnation, header.incarnation());
        promised = Math.max(promised, header.forcedThrough());
      }
    }
  }

  static DatabaseException damage(String name, String what) {
    return new Failure.Corrupt(name, "The commit log is damaged in " + name + ": " + what + ".")
        .raise();
  }
}
