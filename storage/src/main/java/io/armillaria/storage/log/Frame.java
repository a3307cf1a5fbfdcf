package io.armillaria.storage.log;

import java.util.List;

/// A frame that has its number and its place in the file, but perhaps not its bytes yet.
///
/// @param segment the number of its segment's first frame
record Frame(
    long sequence,
    long epoch,
    long segment,
    long offset,
    long payloadLength,
    List<LogTicket> tickets) {

  /// Tells the tickets where their first records are.
  void written() {
    long record = offset + FrameHeader.BYTES;
    for (LogTicket ticket : tickets) {
      ticket.written(new LogPosition(sequence, epoch, segment, offset, record));
      record += ticket.payloadLength();
    }
  }
}
