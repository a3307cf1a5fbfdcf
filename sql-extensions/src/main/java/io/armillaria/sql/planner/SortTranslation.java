package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;

/// ORDER BY, OFFSET and FETCH. NULLs sort as greater than all values unless it is said otherwise.
final class SortTranslation {
  private SortTranslation() {}

  static PhysicalPlan translate(Sort sort, PhysicalPlan input, Casts casts, ConstantFolder folder) {
    ExpressionTranslator expressions = new ExpressionTranslator(List.of(), folder);
    Optional<Expression> offset = count(sort.offset, expressions, casts);
    Optional<Expression> fetch = count(sort.fetch, expressions, casts);
    List<SortKey> keys =
        sort.getCollation().getFieldCollations().stream().map(SortTranslation::key).toList();
    return keys.isEmpty()
        ? new PhysicalPlan.Limit(input, offset, fetch)
        : new PhysicalPlan.Sort(input, keys, offset, fetch);
  }

  private static Optional<Expression> count(
      RexNode node, ExpressionTranslator expressions, Casts casts) {
    return Optional.ofNullable(node)
        .map(each -> casts.to(expressions.translate(each), Plain.BIGINT));
  }

  static SortKey key(RelFieldCollation collation) {
    boolean descending = collation.direction.isDescending();
    boolean nullsFirst =
        switch (collation.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending;
        };
    return new SortKey(collation.getFieldIndex(), descending, nullsFirst);
  }
}
