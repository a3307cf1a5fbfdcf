package io.armillaria.execution.operator;

import io.armillaria.execution.Rows;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Joins row by row.
final class JoinModel {
  private JoinModel() {}

  /// @param width columns of either side
  /// @param condition TRUE, FALSE or null for a pair of rows
  static List<List<Object>> join(
      List<List<Object>> left,
      List<List<Object>> right,
      JoinKind kind,
      int width,
      BiFunction<List<Object>, List<Object>, Boolean> condition) {
    List<List<Object>> result = new ArrayList<>();
    boolean[] rightMatched = new boolean[right.size()];
    for (List<Object> l : left) {
      int matches = 0;
      int unknown = 0;
      for (int i = 0; i < right.size(); i++) {
        Boolean holds = condition.apply(l, right.get(i));
        unknown += holds == null ? 1 : 0;
        if (holds != null && holds) {
          matches++;
          rightMatched[i] = true;
          switch (kind) {
            case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> result.add(Rows.joined(l, right.get(i)));
            case SEMI, ANTI, NULL_AWARE_ANTI, RIGHT_SEMI, RIGHT_ANTI -> {}
          }
        }
      }
      switch (kind) {
        case SEMI -> {
          if (matches > 0) {
            result.add(l);
          }
        }
        case ANTI -> {
          if (matches == 0) {
            result.add(l);
          }
        }
        case NULL_AWARE_ANTI -> {
          if (matches + unknown == 0) {
            result.add(l);
          }
        }
        case LEFT, FULL, LEFT_SINGLE -> {
          if (matches == 0) {
            result.add(Rows.joined(l, Rows.nulls(width)));
          }
        }
        case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> {}
      }
    }
    if (kind == JoinKind.RIGHT || kind == JoinKind.FULL) {
      for (int i = 0; i < right.size(); i++) {
        if (!rightMatched[i]) {
          result.add(Rows.joined(Rows.nulls(width), right.get(i)));
        }
      }
    }
    if (kind == JoinKind.RIGHT_SEMI || kind == JoinKind.RIGHT_ANTI) {
      for (int i = 0; i < right.size(); i++) {
        if (rightMatched[i] == (kind == JoinKind.RIGHT_SEMI)) {
          result.add(right.get(i));
        }
      }
    }
    return result;
  }
}
