package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Progress;
import io.armillaria.execution.expression.Environment;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.Workspace;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.storage.failure.Failure;
import java.util.HashMap;
import java.util.Map;

/// One run of a plan, or a part of it that can end early: what all its threads share.
class Query {
  private static final int CHECKED = (1 << 14) - 1;

  private final ExecutionContext context;
  private final Workspace workspace;
  private final Query whole;
  private final RunFigures figures;
  private final Progress progress;
  // written and read by the one thread that builds pipelines
  private final Map<Integer, StoredRows> working;
  private final Map<Integer, StoredRows> shared;
  private volatile boolean stopped;

  /// @param figures where the run is to be counted, or null
  Query(ExecutionContext context, RunFigures figures) {
    this(context, context.memory().open(), null, figures);
    context.tables().forEach(table -> progress.expect(table.rowCount()));
  }

  private Query(ExecutionContext context, Workspace workspace, Query whole, RunFigures figures) {
    this.figures = figures;
    this.context = context;
    this.workspace = workspace;
    this.whole = whole;
    this.progress = whole == null ? new Progress() : whole.progress;
    this.working = whole == null ? new HashMap<>() : whole.working;
    this.shared = whole == null ? new HashMap<>() : whole.shared;
  }

  /// A part that can be stopped alone and stops with the whole.
  Query part() {
    return new Query(context, workspace, this, figures);
  }

  /// Null when nobody wants them.
  RunFigures figures() {
    return figures;
  }

  ExecutionContext context() {
    return context;
  }

  /// The rows that the last round of each recursion gave, by its number.
  Map<Integer, StoredRows> working() {
    return working;
  }

  /// The rows of the shared plans that have run, by their number.
  Map<Integer, StoredRows> shared() {
    return shared;
  }

  Progress progress() {
    return progress;
  }

  /// What all of the run holds, closed by its cursor.
  Workspace workspace() {
    return workspace;
  }

  /// @param holder what needs the memory, for messages
  Reservation reserve(String holder) {
    return workspace.reserve(holder);
  }

  /// @param floor bytes that another reservation holds for this one
  Reservation reserve(String holder, long floor) {
    return workspace.reserve(holder, floor);
  }

  int threads() {
    return Math.max(1, context.threads());
  }

  ExpressionCompiler compiler() {
    return new ExpressionCompiler(
        new Environment(context.parameters(), context.now(), context.zone(), context.sequences()));
  }

  /// Makes every thread of the run fail with Cancelled at its next batch: because of a cancel, or
  /// because nobody wants the rows any more.
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped || (whole != null && whole.stopped());
  }

  /// Called for each row of a loop that passes over many, to check now and then.
  final void check(int row) {
    if ((row & CHECKED) == 0) {
      check();
    }
  }

  /// Called for each batch, and in every other loop that may take long.
  void check() {
    if (stopped()) {
      throw new Failure.Cancelled("The statement was cancelled.").raise();
    }
  }
}
