package io.armillaria.storage.history;

import static io.armillaria.storage.history.Executed.INITIAL;
import static io.armillaria.storage.history.Executed.read;
import static io.armillaria.storage.history.Executed.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The checker finds what is wrong with histories made by hand, and nothing else.
final class TestHistoryChecker {
  private final List<Executed> history = new ArrayList<>();

  private void committed(int session, Executed.Operation... operations) {
    history.add(new Executed(session, true, List.of(operations)));
  }

  private void has(HistoryChecker.Anomaly... anomalies) {
    assertThat(HistoryChecker.anomalies(history)).containsExactlyInAnyOrder(anomalies);
  }

  @Test
  void aSerialHistoryIsClean() {
    committed(1, read(1, INITIAL), write(1, "a"), read(1, "a"), write(1, "b"));
    committed(2, read(1, "b"), read(2, INITIAL), write(2, "c"));
    history.add(new Executed(1, false, List.of(read(2, "c"), write(2, "d"))));
    committed(1, read(2, "c"), read(1, "b"));
    has();
  }

  @Test
  void findsThatAnOwnWriteWasNotRead() {
    committed(1, read(1, INITIAL), write(1, "a"), read(1, INITIAL));
    has(HistoryChecker.Anomaly.INTERNAL);
  }

  @Test
  void findsAnAbortedRead() {
    history.add(new Executed(1, false, List.of(read(1, INITIAL), write(1, "a"))));
    committed(2, read(1, "a"));
    has(HistoryChecker.Anomaly.ABORTED_READ);
  }

  @Test
  void findsAnIntermediateRead() {
    committed(1, read(1, INITIAL), write(1, "a"), write(1, "b"));
    committed(2, read(1, "a"));
    has(HistoryChecker.Anomaly.INTERMEDIATE_READ);
  }

  @Test
  void findsAValueThatNobodyWrote() {
    committed(1, read(1, "a"));
    has(HistoryChecker.Anomaly.PHANTOM_VALUE);
  }

  @Test
  void findsALostUpdate() {
    committed(1, read(1, INITIAL), write(1, "a"));
    committed(2, read(1, INITIAL), write(1, "b"));
    assertThat(HistoryChecker.anomalies(history)).contains(HistoryChecker.Anomaly.LOST_UPDATE);
  }

  @Test
  void findsACircleOfWrites() {
    committed(1, read(1, INITIAL), write(1, "a"), read(2, "d"), write(2, "b"));
    committed(2, read(1, "a"), write(1, "c"), read(2, INITIAL), write(2, "d"));
    assertThat(HistoryChecker.anomalies(history)).contains(HistoryChecker.Anomaly.DIRTY_WRITE);
  }

  @Test
  void findsACircleOfReads() {
    committed(1, read(1, INITIAL), write(1, "a"), read(2, "b"));
    committed(2, read(2, INITIAL), write(2, "b"), read(1, "a"));
    has(HistoryChecker.Anomaly.CIRCULAR_FLOW, HistoryChecker.Anomaly.NOT_SNAPSHOT);
  }

  @Test
  void findsALongFork() {
    committed(1, read(1, INITIAL), write(1, "a"));
    committed(2, read(2, INITIAL), write(2, "b"));
    committed(3, read(1, "a"), read(2, INITIAL));
    committed(4, read(1, INITIAL), read(2, "b"));
    has(HistoryChecker.Anomaly.NOT_SNAPSHOT);
  }

  @Test
  void findsAReadSkew() {
    committed(1, read(1, INITIAL), write(1, "a"), read(2, INITIAL), write(2, "b"));
    committed(2, read(1, INITIAL), read(2, "b"));
    has(HistoryChecker.Anomaly.NOT_SNAPSHOT);
  }

  @Test
  void findsThatASessionDoesNotSeeItsPast() {
    committed(1, read(1, INITIAL), write(1, "a"));
    committed(1, read(1, INITIAL));
    has(HistoryChecker.Anomaly.NOT_SNAPSHOT);
  }

  @Test
  void tellsWriteSkewFromWhatSnapshotsForbid() {
    committed(1, read(1, INITIAL), read(2, INITIAL), write(1, "a"));
    committed(2, read(1, INITIAL), read(2, INITIAL), write(2, "b"));
    has(HistoryChecker.Anomaly.WRITE_SKEW);
  }

  @Test
  void findsTheSkewThatAReaderSees() {
    committed(1, read(1, INITIAL), read(2, INITIAL), write(1, "a"));
    committed(2, read(2, INITIAL), write(2, "b"));
    committed(3, read(2, "b"), read(1, INITIAL));
    has(HistoryChecker.Anomaly.WRITE_SKEW);
  }
}
