package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/// A join as a hash join on its equal keys; without equal keys as a nested loop.
final class JoinTranslation {
  private final Join join;
  private JoinInfo info;
  private final ConstantFolder folder;
  private final Casts casts;

  JoinTranslation(Join join, ConstantFolder folder) {
    this.join = join;
    this.info = join.analyzeCondition();
    this.folder = folder;
    this.casts = new Casts(folder);
  }

  PhysicalPlan translate(PhysicalPlan left, PhysicalPlan right) {
    JoinKind kind = kind();
    Optional<JoinInfo> notIn = notIn(kind);
    if (notIn.isPresent()) {
      info = notIn.get();
      kind = JoinKind.NULL_AWARE_ANTI;
    }
    if (info.leftKeys.isEmpty()) {
      return new PhysicalPlan.NestedLoopJoin(left, right, kind, condition(left, right));
    }
    Keys keys = keys(left, right);
    Side l = side(left, keys.left);
    Side r = side(right, keys.right);
    Optional<Expression> residual = residual(left, right, l);
    PhysicalPlan joined =
        new PhysicalPlan.HashJoin(l.plan, r.plan, kind, l.keys, r.keys, nullSafe(), residual);
    return isSemi(kind)
        ? Plans.project(joined, Plans.columns(joined).subList(0, left.types().size()))
        : original(joined, left.types().size(), l, right.types().size());
  }

  /// The key of an anti join on `(a = b) IS NOT FALSE` alone, which is NOT IN.
  private Optional<JoinInfo> notIn(JoinKind kind) {
    if (kind == JoinKind.ANTI
        && join.getCondition() instanceof RexCall call
        && call.getKind() == SqlKind.IS_NOT_FALSE
        && call.getOperands().getFirst().getKind() == SqlKind.EQUALS) {
      JoinInfo keys = JoinInfo.of(join.getLeft(), join.getRight(), call.getOperands().getFirst());
      return keys.isEqui() ? Optional.of(keys) : Optional.empty();
    }
    return Optional.empty();
  }

  private JoinKind kind() {
    return switch (join.getJoinType()) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      case SEMI -> JoinKind.SEMI;
      case ANTI -> JoinKind.ANTI;
      case ASOF, LEFT_ASOF -> throw new Failure.Unsupported("ASOF JOIN").raise();
      case LEFT_MARK ->
          throw new Failure.Unsupported("A subquery in this place of a condition").raise();
    };
  }

  private static boolean isSemi(JoinKind kind) {
    return switch (kind) {
      case SEMI, ANTI, NULL_AWARE_ANTI -> true;
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE, RIGHT_SEMI, RIGHT_ANTI -> false;
    };
  }

  private List<Boolean> nullSafe() {
    return info.nullExclusionFlags.stream().map(excludes -> !excludes).toList();
  }

  /// The columns of both inputs without those that were added as keys.
  private static PhysicalPlan original(PhysicalPlan joined, int left, Side l, int right) {
    int extended = l.plan.types().size();
    List<Expression> columns = Plans.columns(joined);
    List<Expression> kept = new ArrayList<>(columns.subList(0, left));
    kept.addAll(columns.subList(extended, extended + right));
    return Plans.project(joined, kept);
  }

  private record Keys(List<Expression> left, List<Expression> right) {}

  private Keys keys(PhysicalPlan left, PhysicalPlan right) {
    List<Expression> leftKeys = new ArrayList<>();
    List<Expression> rightKeys = new ArrayList<>();
    List<Expression> leftColumns = Plans.columns(left);
    List<Expression> rightColumns = Plans.columns(right);
    for (int i = 0; i < info.leftKeys.size(); i++) {
      List<Expression> pair =
          casts.comparable(
              leftColumns.get(info.leftKeys.get(i)), rightColumns.get(info.rightKeys.get(i)));
      DataType type = casts.common(pair.get(0).type(), pair.get(1).type());
      leftKeys.add(casts.to(pair.get(0), type));
      rightKeys.add(casts.to(pair.get(1), type));
    }
    return new Keys(leftKeys, rightKeys);
  }

  /// An input with its keys as columns; computed keys are added behind its own.
  private record Side(PhysicalPlan plan, List<Integer> keys) {}

  private Side side(PhysicalPlan input, List<Expression> keys) {
    List<Expression> columns = new ArrayList<>(Plans.columns(input));
    int own = columns.size();
    List<Integer> places = new ArrayList<>();
    for (Expression key : keys) {
      if (key instanceof Expression.Column(int index, _)) {
        places.add(index);
      } else {
        places.add(columns.size());
        columns.add(key);
      }
    }
    PhysicalPlan plan = columns.size() == own ? input : new PhysicalPlan.Project(input, columns);
    return new Side(plan, places);
  }

  private Optional<Expression> residual(PhysicalPlan left, PhysicalPlan right, Side l) {
    if (info.nonEquiConditions.isEmpty()) {
      return Optional.empty();
    }
    RexNode condition =
        RexUtil.composeConjunction(join.getCluster().getRexBuilder(), info.nonEquiConditions);
    Expression translated = expressions(left, right).translate(condition);
    int own = left.types().size();
    int added = l.plan.types().size() - own;
    int[] places =
        IntStream.range(0, own + right.types().size()).map(i -> i < own ? i : i + added).toArray();
    return Optional.of(Columns.moved(translated, places));
  }

  private Optional<Expression> condition(PhysicalPlan left, PhysicalPlan right) {
    Expression condition = expressions(left, right).translate(join.getCondition());
    return condition.equals(Literals.TRUE) ? Optional.empty() : Optional.of(condition);
  }

  private ExpressionTranslator expressions(PhysicalPlan left, PhysicalPlan right) {
    List<DataType> types = new ArrayList<>(left.types());
    types.addAll(right.types());
    return new ExpressionTranslator(types, folder);
  }
}
