package io.armillaria.storage.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds what a history of transactions must not have, by Adya's definitions: it knows the versions
/// of each key from who read what before it wrote, and from those which transaction depends on
/// which.
///
/// Snapshot isolation allows only circles in which two anti-dependencies follow each other (Cerone,
/// Bernardi and Gotsman, CONCUR 2015); serializability allows none.
final class HistoryChecker {
  enum Anomaly {
    /// A transaction did not read what it had written.
    INTERNAL,
    /// G1a: what was rolled back was read.
    ABORTED_READ,
    /// G1b: what its writer overwrote was read.
    INTERMEDIATE_READ,
    /// A value was read that nobody wrote.
    PHANTOM_VALUE,
    /// Two transactions wrote one key on top of the same version.
    LOST_UPDATE,
    /// G0: a circle of writes.
    DIRTY_WRITE,
    /// G1c: a circle of writes and reads.
    CIRCULAR_FLOW,
    /// A circle that no order of snapshots explains: long fork, read skew, a session that does not
    /// see its own past.
    NOT_SNAPSHOT,
    /// A circle that snapshots allow and no serial order: write skew.
    WRITE_SKEW
  }

  private record Version(int writer, boolean last) {}

  private final List<Executed> history;
  private final Set<Anomaly> found = new TreeSet<>();
  private final Map<Long, Map<String, Version>> versions = new HashMap<>();

  /// The transaction that wrote a key on top of a value.
  private final Map<Long, Map<String, Integer>> next = new HashMap<>();

  private final boolean[][] writes;
  private final boolean[][] flows;
  private final boolean[][] orders;
  private final boolean[][] antis;

  private HistoryChecker(List<Executed> history) {
    this.history = history;
    int size = history.size();
    writes = new boolean[size][size];
    flows = new boolean[size][size];
    orders = new boolean[size][size];
    antis = new boolean[size][size];
  }

  static Set<Anomaly> anomalies(List<Executed> history) {
    HistoryChecker checker = new HistoryChecker(history);
    checker.noteWrites();
    checker.noteReads();
    checker.noteSessions();
    checker.findCircles();
    return checker.found;
  }

  private void noteWrites() {
    for (int i = 0; i < history.size(); i++) {
      Executed transaction = history.get(i);
      if (!transaction.readsItsOwnWrites()) {
        found.add(Anomaly.INTERNAL);
      }
      Map<Long, String> last = transaction.written();
      for (Executed.Operation operation : transaction.operations()) {
        if (operation.writes()) {
          boolean stays = last.get(operation.key()).equals(operation.value());
          versions
              .computeIfAbsent(operation.key(), _ -> new HashMap<>())
              .put(operation.value(), new Version(i, stays));
        }
      }
      if (transaction.committed()) {
        noteChain(i, transaction, last);
      }
    }
  }

  private void noteChain(int index, Executed transaction, Map<Long, String> last) {
    for (Executed.Operation read : transaction.readOfOthers()) {
      if (last.containsKey(read.key())) {
        Integer other =
            next.computeIfAbsent(read.key(), _ -> new HashMap<>()).put(read.value(), index);
        if (other != null && other != index) {
          found.add(Anomaly.LOST_UPDATE);
        }
      }
    }
  }

  private void noteReads() {
    for (int reader = 0; reader < history.size(); reader++) {
      if (history.get(reader).committed()) {
        for (Executed.Operation read : history.get(reader).readOfOthers()) {
          noteRead(reader, read);
        }
      }
    }
  }

  private void noteRead(int reader, Executed.Operation read) {
    Version version = versions.getOrDefault(read.key(), Map.of()).get(read.value());
    boolean writes = history.get(reader).written().containsKey(read.key());
    if (version != null) {
      if (!history.get(version.writer()).committed()) {
        found.add(Anomaly.ABORTED_READ);
        return;
      }
      if (!version.last()) {
        found.add(Anomaly.INTERMEDIATE_READ);
      }
      flows[version.writer()][reader] = true;
      this.writes[version.writer()][reader] |= writes;
    } else if (!read.value().equals(Executed.INITIAL)) {
      found.add(Anomaly.PHANTOM_VALUE);
    }
    Integer overwriter = next.getOrDefault(read.key(), Map.of()).get(read.value());
    if (overwriter != null && overwriter != reader) {
      antis[reader][overwriter] = true;
    }
  }

  private void noteSessions() {
    Map<Integer, Integer> before = new HashMap<>();
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).committed()) {
        Integer earlier = before.put(history.get(i).session(), i);
        if (earlier != null) {
          orders[earlier][i] = true;
        }
      }
    }
  }

  private void findCircles() {
    int size = history.size();
    boolean[][] snapshot = new boolean[size][size];
    boolean[][] serial = new boolean[size][size];
    for (int from = 0; from < size; from++) {
      for (int over = 0; over < size; over++) {
        boolean depends = flows[from][over] || writes[from][over] || orders[from][over];
        serial[from][over] |= depends || antis[from][over];
        if (depends) {
          snapshot[from][over] = true;
          for (int to = 0; to < size; to++) {
            snapshot[from][to] |= antis[over][to];
          }
        }
      }
    }
    if (hasCircle(writes)) {
      found.add(Anomaly.DIRTY_WRITE);
    }
    if (hasCircle(flows)) {
      found.add(Anomaly.CIRCULAR_FLOW);
    }
    if (hasCircle(snapshot)) {
      found.add(Anomaly.NOT_SNAPSHOT);
    } else if (hasCircle(serial)) {
      found.add(Anomaly.WRITE_SKEW);
    }
  }

  /// Takes away what nothing leads to, until all is gone or a circle is left.
  private static boolean hasCircle(boolean[][] graph) {
    int size = graph.length;
    int[] incoming = new int[size];
    for (boolean[] row : graph) {
      for (int to = 0; to < size; to++) {
        incoming[to] += row[to] ? 1 : 0;
      }
    }
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (incoming[i] == 0) {
        free.add(i);
      }
    }
    int gone = 0;
    while (!free.isEmpty()) {
      int from = free.removeLast();
      gone++;
      for (int to = 0; to < size; to++) {
        if (graph[from][to] && --incoming[to] == 0) {
          free.add(to);
        }
      }
    }
    return gone < size;
  }
}
