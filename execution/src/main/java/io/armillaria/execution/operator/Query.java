package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Environment;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.storage.failure.Failure;

/// One run of a plan, or a part of it that can end early: what all its threads share.
final class Query {
  private final ExecutionContext context;
  private final Query whole;
  private final RunFigures figures;
  private volatile boolean stopped;

  /// @param figures where the run is to be counted, or null
  Query(ExecutionContext context, RunFigures figures) {
    this(context, null, figures);
  }

  private Query(ExecutionContext context, Query whole, RunFigures figures) {
    this.figures = figures;
    this.context = context;
    this.whole = whole;
  }

  /// A part that can be stopped alone and stops with the whole.
  Query part() {
    return new Query(context, this, figures);
  }

  /// Null when nobody wants them.
  RunFigures figures() {
    return figures;
  }

  ExecutionContext context() {
    return context;
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

  /// Called for each batch, and in every other loop that may take long.
  void check() {
    if (stopped()) {
      throw new Failure.Cancelled("The statement was cancelled.").raise();
    }
  }
}
