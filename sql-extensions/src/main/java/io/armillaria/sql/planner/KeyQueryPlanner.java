package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.KeyQuery;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.sql.schema.TableBinder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans a [KeyQuery] as [QueryPlanner] would, without Calcite. The literals become parameters
/// behind those of the text.
public final class KeyQueryPlanner {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);

  private final KeyQuery query;
  private final BoundTable.Stored table;
  private final List<Column> columns;
  private final DataType[] parameters;
  private final List<Expression> filters = new ArrayList<>();

  private KeyQueryPlanner(KeyQuery query, BoundTable.Stored table) {
    this.query = query;
    this.table = table;
    this.columns = table.snapshot().schema().columns();
    this.parameters = new DataType[query.parameters() + query.literals().size()];
  }

  /// Empty when the conditions are not on the columns of the primary key, each once, of types that
  /// need no conversion, or when a name means nothing: the planner tells what is wrong then.
  public static Optional<PlannedQuery> plan(KeyQuery query, Transaction transaction) {
    return TableBinder.stored(transaction, query.table())
        .flatMap(table -> new KeyQueryPlanner(query, table).plan());
  }

  private Optional<PlannedQuery> plan() {
    TableSchema schema = table.snapshot().schema();
    List<Column> results = new ArrayList<>();
    for (String name : query.columns()) {
      Optional<Column> column = column(name);
      if (column.isEmpty()) {
        return Optional.empty();
      }
      results.add(column.get());
    }
    if (query.columns().isEmpty()) {
      results.addAll(columns);
    }
    Set<Integer> read = new HashSet<>(schema.primaryKey());
    results.forEach(column -> read.add(column.id()));
    List<Column> scanned = columns.stream().filter(column -> read.contains(column.id())).toList();
    if (!isWholeKey(schema) || !addFilters(scanned)) {
      return Optional.empty();
    }
    PhysicalPlan scan =
        new PhysicalPlan.Scan(
            0,
            table.title(),
            scanned.stream().map(Column::id).toList(),
            scanned.stream().map(Column::type).toList(),
            false,
            filters,
            table.snapshot().rowCount());
    PhysicalPlan plan =
        scanned.equals(results)
            ? scan
            : new PhysicalPlan.Project(
                scan, results.stream().map(column -> reference(column, scanned)).toList());
    return Optional.of(
        new PlannedQuery(
            plan,
            results.stream().map(this::output).toList(),
            List.of(parameters),
            List.of(table),
            List.of(),
            Set.of(),
            List.of()));
  }

  private boolean isWholeKey(TableSchema schema) {
    Set<String> compared = new HashSet<>();
    query.conditions().forEach(condition -> compared.add(condition.column()));
    return schema.primaryKey().size() == query.conditions().size()
        && schema.primaryKey().stream()
            .allMatch(id -> compared.contains(columns.get(schema.ordinalOfId(id)).name()));
  }

  private boolean addFilters(List<Column> scanned) {
    for (KeyQuery.Condition condition : query.conditions()) {
      Column column = column(condition.column()).orElseThrow();
      Optional<DataType> type = type(column.type(), condition.kind());
      if (type.isEmpty()) {
        return false;
      }
      int index =
          condition.index()
              + (condition.kind() == KeyQuery.Kind.PARAMETER ? 0 : query.parameters());
      parameters[index] = type.get();
      filters.add(
          new Expression.Call(
              Function.EQUAL,
              List.of(reference(column, scanned), new Expression.Parameter(index, type.get())),
              Plain.BOOLEAN));
    }
    return true;
  }

  /// The type of what a column is compared with, where the planner would convert neither.
  private static Optional<DataType> type(DataType column, KeyQuery.Kind kind) {
    return switch (column) {
      case Plain.SMALLINT, Plain.INTEGER, Plain.BIGINT ->
          kind == KeyQuery.Kind.TEXT ? Optional.empty() : Optional.of(Plain.BIGINT);
      case DataType.Varchar _ ->
          kind == KeyQuery.Kind.WHOLE_NUMBER ? Optional.empty() : Optional.of(TEXT);
      default -> Optional.empty();
    };
  }

  private Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private static Expression reference(Column column, List<Column> scanned) {
    return new Expression.Column(scanned.indexOf(column), column.type());
  }

  private PlannedQuery.OutputColumn output(Column column) {
    return new PlannedQuery.OutputColumn(
        column.name(), column.name(), query.table(), column.type(), column.nullable());
  }
}
