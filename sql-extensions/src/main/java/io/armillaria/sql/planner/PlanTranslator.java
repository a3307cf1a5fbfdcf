package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;

/// An optimised tree of Calcite's operators as a physical plan.
final class PlanTranslator {
  private final ConstantFolder folder;
  private final Casts casts;

  PlanTranslator(ConstantFolder folder) {
    this.folder = folder;
    this.casts = new Casts(folder);
  }

  PhysicalPlan translate(RelNode node) {
    return switch (node) {
      case TableScan scan -> scan(scan);
      case Filter filter -> filter(filter);
      case Project project -> project(project);
      case Join join ->
          new JoinTranslation(join, folder)
              .translate(translate(join.getLeft()), translate(join.getRight()));
      case Aggregate aggregate ->
          AggregateTranslation.translate(aggregate, translate(aggregate.getInput()), casts);
      case Sort sort -> SortTranslation.translate(sort, translate(sort.getInput()), casts, folder);
      case SetOp operation ->
          SetTranslation.translate(
              operation, operation.getInputs().stream().map(this::translate).toList(), casts);
      case Values values -> ValuesTranslation.translate(values, casts);
      case Correlate _ ->
          throw new Failure.Unsupported(
                  "A correlated subquery of this form cannot be rewritten as a join.")
              .raise();
      default -> throw new Failure.Unsupported("The operator " + node.getRelTypeName()).raise();
    };
  }

  private static PhysicalPlan scan(TableScan scan) {
    BoundTable table = scan.getTable().unwrapOrThrow(BoundTable.class);
    return switch (table) {
      case BoundTable.Virtual virtual ->
          new PhysicalPlan.Virtual(virtual.index(), virtual.title(), virtual.types());
      case BoundTable.Stored stored -> {
        List<Column> columns = stored.snapshot().schema().columns();
        yield new PhysicalPlan.Scan(
            stored.index(),
            stored.title(),
            columns.stream().map(Column::id).toList(),
            stored.types(),
            stored.hasAddress(),
            List.of(),
            stored.snapshot().rowCount());
      }
    };
  }

  private PhysicalPlan filter(Filter filter) {
    PhysicalPlan input = translate(filter.getInput());
    return Plans.filter(input, expressions(input).translate(filter.getCondition()));
  }

  private PhysicalPlan project(Project project) {
    PhysicalPlan input = translate(project.getInput());
    if (project.containsOver()) {
      return new WindowTranslation(project, input, folder).translate();
    }
    List<Expression> expressions = expressions(input).translate(project.getProjects());
    return Plans.project(input, expressions);
  }

  private ExpressionTranslator expressions(PhysicalPlan input) {
    return new ExpressionTranslator(input.types(), folder);
  }
}
