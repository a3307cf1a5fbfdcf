package io.armillaria.execution.expression;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// Converts between instants and a zone's local times, in microseconds. Remembers the last offset
/// and how long it holds, since neighbours mostly share it. Belongs to one thread.
final class ZoneOffsets {
  private static final long MICROS = CivilCalendar.MICROS_PER_SECOND;

  private final ZoneRules rules;
  private long from = 1;
  private long until;
  private long offset;

  ZoneOffsets(ZoneId zone) {
    rules = zone.getRules();
  }

  /// Local microseconds of an instant.
  long toLocal(long instant) {
    return instant + offsetAt(instant);
  }

  /// The instant of local microseconds. In a gap the offset before it counts, in an overlap the
  /// earlier instant.
  long toInstant(long local) {
    long seconds = Math.floorDiv(local, MICROS);
    if (rules.isFixedOffset()) {
      return local - offsetAt(local);
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return local - rules.getOffset(time).getTotalSeconds() * MICROS;
  }

  /// The zone's offset from UTC at an instant, in microseconds.
  long offsetAt(long instant) {
    if (instant < from || instant >= until) {
      load(instant);
    }
    return offset;
  }

  private void load(long instant) {
    Instant time = Instant.ofEpochSecond(Math.floorDiv(instant, MICROS));
    offset = rules.getOffset(time).getTotalSeconds() * MICROS;
    ZoneOffsetTransition next = rules.nextTransition(time);
    from = Math.floorDiv(instant, MICROS) * MICROS;
    until = next == null ? Long.MAX_VALUE : next.toEpochSecond() * MICROS;
  }
}
