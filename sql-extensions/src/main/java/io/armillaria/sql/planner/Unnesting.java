package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/// Takes the conditions that correlate a subquery with its surroundings out of it, as far as they
/// stand in filters and inner joins.
final class Unnesting {
  /// @param rel the subquery without them; its own columns come first
  /// @param conditions over the surroundings' columns, then those of `rel`
  record Query(RelNode rel, List<RexNode> conditions) {}

  private final Set<CorrelationId> outer;
  private final int outerColumns;

  /// @param outer names the row of the surroundings, which has `outerColumns` columns
  Unnesting(Set<CorrelationId> outer, int outerColumns) {
    this.outer = outer;
    this.outerColumns = outerColumns;
  }

  /// @param needsColumns whether the subquery's own columns matter, not only whether it has rows
  Optional<Query> unnest(RelNode rel, boolean needsColumns) {
    return pull(needsColumns ? rel : withoutProject(rel)).filter(query -> isFree(query.rel()));
  }

  /// What EXISTS selects does not matter.
  private static RelNode withoutProject(RelNode rel) {
    return switch (rel) {
      case Project project when !project.containsOver() -> withoutProject(project.getInput());
      case Sort sort when isOrderOnly(sort) -> withoutProject(sort.getInput());
      default -> rel;
    };
  }

  private static boolean isOrderOnly(Sort sort) {
    return sort.offset == null && sort.fetch == null;
  }

  private static boolean isFree(RelNode rel) {
    return RelOptUtil.getVariablesUsed(rel).isEmpty();
  }

  private Optional<Query> pull(RelNode rel) {
    if (isFree(rel)) {
      return Optional.of(new Query(rel, List.of()));
    }
    return switch (rel) {
      case Filter filter -> pull(filter.getInput()).flatMap(input -> filter(filter, input));
      case Project project -> pull(project.getInput()).flatMap(input -> project(project, input));
      case Join join -> join(join);
      case Sort sort when isOrderOnly(sort) -> pull(sort.getInput());
      default -> Optional.empty();
    };
  }

  private Optional<Query> filter(Filter filter, Query input) {
    List<RexNode> kept = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(input.conditions);
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (!RexUtil.containsCorrelation(conjunct)) {
        kept.add(conjunct);
      } else if (RexUtil.SubQueryFinder.find(conjunct) != null) {
        return Optional.empty();
      } else {
        conditions.add(lifted(conjunct));
      }
    }
    if (RexUtil.SubQueryFinder.find(kept) != null && !filter.getVariablesSet().isEmpty()) {
      return Optional.empty();
    }
    RexBuilder builder = filter.getCluster().getRexBuilder();
    RelNode rel =
        kept.isEmpty()
            ? input.rel
            : LogicalFilter.create(input.rel, RexUtil.composeConjunction(builder, kept));
    return Optional.of(new Query(rel, conditions));
  }

  /// Columns that conditions need are added behind the project's own.
  private Optional<Query> project(Project project, Query input) {
    if (project.getProjects().stream().anyMatch(RexUtil::containsCorrelation)
        || project.containsOver()) {
      return Optional.empty();
    }
    List<RexNode> expressions = new ArrayList<>(project.getProjects());
    List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
    List<RexNode> conditions =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            if (ref.getIndex() < outerColumns) {
              return ref;
            }
            RexNode column = new RexInputRef(ref.getIndex() - outerColumns, ref.getType());
            int place = expressions.indexOf(column);
            if (place < 0) {
              place = expressions.size();
              expressions.add(column);
              names.add("K" + place);
            }
            return new RexInputRef(outerColumns + place, ref.getType());
          }
        }.visitList(input.conditions);
    return Optional.of(
        new Query(
            LogicalProject.create(input.rel, List.of(), expressions, uniqueNames(names), Set.of()),
            conditions));
  }

  private static List<String> uniqueNames(List<String> names) {
    return org.apache.calcite.sql.validate.SqlValidatorUtil.uniquify(names, true);
  }

  private Optional<Query> join(Join join) {
    boolean inner = join.getJoinType() == JoinRelType.INNER;
    if (!inner && join.getJoinType() != JoinRelType.LEFT) {
      return Optional.empty();
    }
    Optional<Query> left = pull(join.getLeft());
    Optional<Query> right = pull(join.getRight());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean grown =
        left.get().rel.getRowType().getFieldCount() != join.getLeft().getRowType().getFieldCount()
            || right.get().rel.getRowType().getFieldCount()
                != join.getRight().getRowType().getFieldCount();
    if (grown || (!inner && !right.get().conditions.isEmpty())) {
      return Optional.empty();
    }
    List<RexNode> conditions = new ArrayList<>(left.get().conditions);
    int columns = join.getLeft().getRowType().getFieldCount();
    right
        .get()
        .conditions
        .forEach(each -> conditions.add(RexUtil.shift(each, outerColumns, columns)));
    List<RexNode> kept = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (!RexUtil.containsCorrelation(conjunct)) {
        kept.add(conjunct);
      } else if (inner && RexUtil.SubQueryFinder.find(conjunct) == null) {
        conditions.add(lifted(conjunct));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Query(
            LogicalJoin.create(
                left.get().rel,
                right.get().rel,
                List.of(),
                RexUtil.composeConjunction(join.getCluster().getRexBuilder(), kept),
                Set.of(),
                join.getJoinType()),
            conditions));
  }

  /// A condition inside the subquery as one beside it.
  private RexNode lifted(RexNode condition) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(ref.getIndex() + outerColumns, ref.getType());
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && outer.contains(variable.id)
                ? new RexInputRef(access.getField().getIndex(), access.getType())
                : super.visitFieldAccess(access);
          }
        });
  }
}
