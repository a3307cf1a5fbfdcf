package io.armillaria.execution.operator;

import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.Workspace;

/// Memory that an operator takes before it begins, for all of its workers: so each of them can
/// write rows to files, and read the parts again, however little is left by then. A worker has
/// [#each] bytes of it for the pages that it writes, as many for the part that it reads, and as
/// many for the DISTINCT values of that part.
final class Allotment implements AutoCloseable {
  private static final int USES = 3;

  private final Reservation memory;
  private final long each;
  private final int pageBytes;

  /// @param inputs how many inputs a worker may part at the same time
  Allotment(Query query, String holder, int inputs) {
    Workspace workspace = query.workspace();
    this.pageBytes = workspace.pageBytes(USES * query.threads() * inputs);
    this.each = (long) pageBytes << workspace.partitionBits();
    this.memory = query.reserve(holder);
    memory.hold(USES * each * query.threads() * inputs);
  }

  long each() {
    return each;
  }

  /// How large pages are where there is no memory for larger ones.
  int pageBytes() {
    return pageBytes;
  }

  @Override
  public void close() {
    memory.close();
  }
}
