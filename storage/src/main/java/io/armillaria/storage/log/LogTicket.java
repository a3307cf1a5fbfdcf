package io.armillaria.storage.log;

import io.armillaria.storage.failure.Failure;
import java.util.List;

/// Records that have their place in the order of the log and are on their way to it. The fields
/// that change are guarded by the log's lock; the position may be read without it.
public final class LogTicket {
  private final List<LogRecord> records;
  private final long payloadLength;
  private volatile LogPosition position;
  private Failure failure;

  LogTicket(List<LogRecord> records) {
    this.records = List.copyOf(records);
    this.payloadLength = this.records.stream().mapToLong(RecordCodec::encodedLength).sum();
  }

  List<LogRecord> records() {
    return records;
  }

  /// The records' bytes in a frame.
  long payloadLength() {
    return payloadLength;
  }

  /// Where the first record was written; null before that.
  LogPosition position() {
    return position;
  }

  /// Why the records were not written, or may not have been; null without failure.
  Failure failure() {
    return failure;
  }

  void written(LogPosition where) {
    position = where;
  }

  void failed(Failure cause) {
    failure = cause;
  }
}
