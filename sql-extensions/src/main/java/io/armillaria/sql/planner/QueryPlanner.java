package io.armillaria.sql.planner;

import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.schema.ArmillariaTypeFactory;
import io.armillaria.sql.schema.CatalogReaders;
import io.armillaria.sql.schema.TableBinder;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/// Turns the query of one statement into a plan. One use only.
public final class QueryPlanner {
  private static final int OR_MEMBERS = 1000;

  private final TableBinder binder;
  private final ConstantFolder folder;
  private final Set<Integer> wide;
  private final Runnable check;
  private final ArmillariaTypeFactory factory = new ArmillariaTypeFactory();
  private final CalciteCatalogReader catalog;

  public QueryPlanner(PlanningContext context) {
    this.binder = context.binder();
    this.folder = context.folder();
    this.wide = context.wide();
    this.check = context.check();
    this.catalog =
        CatalogReaders.of(context.transaction()::branch, context.branch(), binder, factory);
  }

  /// Plans over one table.
  QueryPlanner(TableBinder binder, ConstantFolder folder) {
    this.binder = binder;
    this.folder = folder;
    this.wide = Set.of();
    this.check = () -> {};
    this.catalog = CatalogReaders.of(Optional::of, "main", binder, factory);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException whatever is wrong with the query
  public PlannedQuery plan(SqlNode query) {
    return plan(query, Optional.empty());
  }

  /// @param target the row that the result is written to; its types are those of parameters that
  ///   are columns of the result
  PlannedQuery plan(SqlNode query, Optional<RelDataType> target) {
    StatementValidator validator = new StatementValidator(catalog, factory, target, wide);
    return PlannerErrors.translated(
        () -> {
          ColumnLabels labels = ColumnLabels.of(query);
          SqlNode valid =
              validator.validate(
                  SequenceCalls.bound(
                      FineDifferences.rewritten(AggregateSyntax.rewritten(query)), binder));
          RelNode optimized = Optimizer.optimize(convert(validator, valid), check);
          PhysicalPlan translated =
              ColumnPruning.prune(
                  SharedPlans.shared(new PlanTranslator(folder).translate(optimized)));
          PhysicalPlan plan =
              ColumnPruning.prune(
                  GroupKeys.reduced(
                      JoinReordering.reordered(translated, new Estimator(binder.stored()), check),
                      binder.stored()));
          return new PlannedQuery(
              plan,
              OutputColumns.of(validator, valid, plan.types(), labels),
              StatementParameters.types(validator, valid, binder),
              binder.stored(),
              binder.virtual(),
              binder.clauseParameters().keySet(),
              binder.sequences());
        });
  }

  RelDataType type(SqlDataTypeSpec type) {
    StatementValidator validator = new StatementValidator(catalog, factory, Optional.empty(), wide);
    validator.validateDataType(type);
    return PlannerErrors.translated(() -> type.deriveType(validator));
  }

  private RelNode convert(StatementValidator validator, SqlNode valid) {
    return new Converter(validator, catalog, factory).convertQuery(valid, false, true).project();
  }

  private static final class Converter extends SqlToRelConverter {
    Converter(
        StatementValidator validator, CalciteCatalogReader catalog, ArmillariaTypeFactory factory) {
      super(
          QueryPlanner::noViews,
          validator,
          catalog,
          Metadata.newCluster(factory),
          StandardConvertletTable.INSTANCE,
          SqlToRelConverter.config()
              .withExpand(false)
              .withTrimUnusedFields(true)
              .withInSubQueryThreshold(OR_MEMBERS));
    }

    /// What Calcite's method does, but without its check that types are kept: the texts of a
    /// recursive query may be longer than the validator thinks, which looks no further than once
    /// through its step.
    @Override
    public RelRoot convertQuery(SqlNode query, boolean needsValidation, boolean top) {
      RelNode rel = convertQueryRecursive(query, top, null).rel;
      RelDataType type = java.util.Objects.requireNonNull(validator).getValidatedNodeType(query);
      return RelRoot.of(rel, type, query.getKind());
    }
  }

  private static RelRoot noViews(
      RelDataType row, String query, java.util.List<String> path, java.util.List<String> view) {
    throw new IllegalStateException("a view: " + query);
  }
}
