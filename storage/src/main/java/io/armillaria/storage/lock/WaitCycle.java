package io.armillaria.storage.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for owners, of any processes, that wait for each other in a circle. What is found is what
/// the registers said while they were read, so it is worth a second look.
final class WaitCycle {
  private final OtherProcesses processes;
  private final List<Member> path = new ArrayList<>();
  private final Set<Member> seen = new HashSet<>();

  WaitCycle(OtherProcesses processes) {
    this.processes = processes;
  }

  /// @param slot the owner's process
  record Member(int slot, long owner) {}

  /// The members of a circle that wait for another process, `first` among them, which has to.
  ///
  /// @return empty when there is none
  List<Member> through(Member first) {
    return leadsBack(first, first) ? List.copyOf(path) : List.of();
  }

  /// Of some members the youngest, which gives way: all of them come to the same result.
  static Member victim(List<Member> members) {
    Member youngest = members.getFirst();
    for (Member each : members) {
      boolean younger =
          each.owner() > youngest.owner()
              || (each.owner() == youngest.owner() && each.slot() > youngest.slot());
      youngest = younger ? each : youngest;
    }
    return youngest;
  }

  private boolean leadsBack(Member from, Member goal) {
    Optional<LockRegister.Wait> wait = processes.register(from.slot()).waitOf(from.owner());
    if (wait.isEmpty()) {
      return false;
    }
    if (wait.get().remote()) {
      path.add(from);
    }
    for (int slot : processes.withOwn()) {
      for (long owner : processes.register(slot).blockers(wait.get().name())) {
        Member next = new Member(slot, owner);
        if (!next.equals(from)
            && (next.equals(goal) || (seen.add(next) && leadsBack(next, goal)))) {
          return true;
        }
      }
    }
    if (wait.get().remote()) {
      path.removeLast();
    }
    return false;
  }
}
