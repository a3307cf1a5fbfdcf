package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.type.DataType;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.schema.TransientTable;

/// An optimised tree of Calcite's operators as a physical plan.
final class PlanTranslator {
  private final ConstantFolder folder;
  private final Casts casts;
  // by what stands in Calcite's tree for the rows of the round before
  private final IdentityHashMap<TransientTable, PhysicalPlan.Working> recursions =
      new IdentityHashMap<>();

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
      case RepeatUnion recursion -> recursion(recursion);
      case Uncollect uncollect -> UnnestTranslation.translate(uncollect, folder);
      case TableFunctionScan function -> SeriesCalls.translate(function, folder);
      case Values values -> ValuesTranslation.translate(values, casts);
      case Correlate _ ->
          throw new Failure.Unsupported(
                  "A correlated subquery of this form cannot be rewritten as a join.")
              .raise();
      default -> throw new Failure.Unsupported("The operator " + node.getRelTypeName()).raise();
    };
  }

  private PhysicalPlan recursion(RepeatUnion recursion) {
    List<DataType> types =
        recursion.getRowType().getFieldList().stream()
            .map(field -> ExpressionTypes.of(field.getType()))
            .map(type -> Casts.isText(type) ? new DataType.Varchar(DataType.UNLIMITED) : type)
            .toList();
    PhysicalPlan.Working working = new PhysicalPlan.Working(recursions.size(), types);
    recursions.put(recursion.getTransientTable().unwrapOrThrow(TransientTable.class), working);
    return new PhysicalPlan.Recursion(
        Plans.typed(translate(unspooled(recursion.getSeedRel())), types, casts),
        Plans.typed(translate(unspooled(recursion.getIterativeRel())), types, casts),
        working.number(),
        recursion.all);
  }

  private static RelNode unspooled(RelNode node) {
    return node instanceof Spool spool ? spool.getInput() : node;
  }

  private PhysicalPlan scan(TableScan scan) {
    TransientTable working = scan.getTable().unwrap(TransientTable.class);
    if (working != null) {
      return recursions.get(working);
    }
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
