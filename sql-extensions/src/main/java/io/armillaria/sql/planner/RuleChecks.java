package io.armillaria.sql.planner;

import org.apache.calcite.plan.RelOptListener;

/// Asks before each rule whether the planner is to go on.
record RuleChecks(Runnable check) implements RelOptListener {
  @Override
  public void ruleAttempted(RuleAttemptedEvent event) {
    check.run();
  }

  @Override
  public void relEquivalenceFound(RelEquivalenceEvent event) {}

  @Override
  public void ruleProductionSucceeded(RuleProductionEvent event) {}

  @Override
  public void relDiscarded(RelDiscardedEvent event) {}

  @Override
  public void relChosen(RelChosenEvent event) {}
}
