package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Constraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which foreign keys a transaction checks only when it commits, and what it has to check then.
final class ConstraintModes {
  private final Map<String, Boolean> deferredByName = new HashMap<>();
  private final Set<ForeignKeyCheck> pending = new LinkedHashSet<>();
  private Boolean allDeferred;

  boolean defers(Constraint.ForeignKey key) {
    return switch (key.deferrability()) {
      case NOT_DEFERRABLE -> false;
      case INITIALLY_IMMEDIATE -> mode(key.name(), false);
      case INITIALLY_DEFERRED -> mode(key.name(), true);
    };
  }

  private boolean mode(String name, boolean initially) {
    return deferredByName.getOrDefault(name, allDeferred == null ? initially : allDeferred);
  }

  /// From now on the named foreign keys, or all, are checked at the end of each statement or at
  /// commit. Those that are not deferrable stay as they are.
  ///
  /// @param names empty for all
  void set(List<String> names, boolean deferred) {
    if (names.isEmpty()) {
      allDeferred = deferred;
      deferredByName.clear();
    }
    names.forEach(name -> deferredByName.put(name, deferred));
  }

  /// What [#set] changes.
  record Settings(Map<String, Boolean> byName, Boolean all) {}

  Settings settings() {
    return new Settings(Map.copyOf(deferredByName), allDeferred);
  }

  void restore(Settings settings) {
    deferredByName.clear();
    deferredByName.putAll(settings.byName());
    allDeferred = settings.all();
  }

  static void requireDeferrable(Constraint.ForeignKey key) {
    if (key.deferrability() == Constraint.Deferrability.NOT_DEFERRABLE) {
      throw new Failure.Semantic("Constraint " + key.name() + " is not deferrable.").raise();
    }
  }

  void defer(ForeignKeyCheck check) {
    pending.add(check);
  }

  /// Runs what is due: every check that waits, or those of foreign keys that wait no more.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException ForeignKeyViolation
  void check(Workspace tables, boolean commit) {
    List<ForeignKeyCheck> due = new ArrayList<>(pending);
    if (!commit) {
      due.removeIf(check -> defers(check.ends().key()));
    }
    ForeignKeyCheck.run(due, tables);
    due.forEach(pending::remove);
  }
}
