package io.armillaria.sql.session;

import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.sql.parser.ArmillariaStatement;
import io.armillaria.sql.parser.BranchStatement;
import io.armillaria.sql.parser.ChangeStatement;
import io.armillaria.sql.parser.CopyStatement;
import io.armillaria.sql.parser.IndexStatement;
import io.armillaria.sql.parser.MaintenanceStatement;
import io.armillaria.sql.parser.QueryStatement;
import io.armillaria.sql.parser.SequenceStatement;
import io.armillaria.sql.parser.Statement;
import io.armillaria.sql.parser.TableStatement;
import io.armillaria.sql.parser.TransactionStatement;
import io.armillaria.sql.planner.ChangePlanner;
import io.armillaria.sql.planner.InsertPlanner;
import io.armillaria.sql.planner.LockingPlanner;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.sql.planner.QueryPlanner;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Transaction;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOption;
import org.apache.calcite.sql.SqlUpdate;

/// From text to a statement that can be run. Parses afresh each time: the validator changes the
/// tree that it is given.
final class StatementCompiler {
  private final PlanningContext context;

  /// @param parameters the statement's parameters; empty while it is only prepared
  /// @param wide the parameters that are decimals where they are compared with whole numbers
  StatementCompiler(
      Session session, Transaction transaction, Optional<Object[]> parameters, Set<Integer> wide) {
    context =
        PlanningContext.of(
                session.engine().database(),
                transaction,
                session.branch(),
                session.zone(),
                parameters,
                session.cancellation()::check)
            .withWide(wide);
  }

  CompiledStatement compile(String sql) {
    return compile(ArmillariaParser.parseStatement(sql));
  }

  CompiledStatement compile(SqlNode node) {
    return switch (node) {
      case ArmillariaStatement statement -> compile(statement.statement());
      case SqlInsert insert -> new CompiledInsert(new InsertPlanner(context).plan(insert));
      case SqlUpdate update -> new CompiledChange(new ChangePlanner(context).plan(update));
      case SqlSetOption option -> SettingCommands.compile(option);
      case SqlDelete delete -> new CompiledChange(new ChangePlanner(context).plan(delete));
      default -> {
        if (!node.isA(SqlKind.QUERY)) {
          throw new Failure.Unsupported("The statement " + node.getKind()).raise();
        }
        yield query(node, false);
      }
    };
  }

  private CompiledStatement compile(Statement statement) {
    return switch (statement) {
      case TableStatement table -> TableCommands.compile(table, context);
      case BranchStatement branch -> BranchCommands.compile(branch);
      case TransactionStatement transaction -> TransactionCommands.compile(transaction);
      case CopyStatement.CopyFrom copy -> new CompiledCopyFrom(copy);
      case CopyStatement.CopyTo copy ->
          new CompiledCopyTo(copy, new QueryPlanner(context).plan(copy.query()));
      case QueryStatement.Consistent(SqlNode query, QueryStatement.Consistency level) ->
          query(query, level == QueryStatement.Consistency.SERIALIZABLE);
      case QueryStatement.ForUpdate locking ->
          new CompiledLocking(new LockingPlanner(context).plan(locking));
      case QueryStatement.Explain(SqlNode explained, boolean analyze) ->
          explain(explained, analyze);
      case ChangeStatement change -> compile(change);
      case SequenceStatement sequence -> SequenceCommands.compile(sequence);
      case IndexStatement index -> IndexCommands.compile(index);
      case MaintenanceStatement maintenance -> MaintenanceCommands.compile(maintenance);
    };
  }

  private CompiledStatement compile(ChangeStatement change) {
    return switch (change) {
      case ChangeStatement.UpdateFrom(SqlUpdate update, SqlNode from) ->
          new CompiledChange(new ChangePlanner(context).plan(update, Optional.of(from)));
      case ChangeStatement.DeleteUsing(SqlDelete delete, SqlNode using) ->
          new CompiledChange(new ChangePlanner(context).plan(delete, Optional.of(using)));
      case ChangeStatement.Insert insert -> {
        if (insert.conflict().isPresent()) {
          throw new Failure.Unsupported("ON CONFLICT").raise();
        }
        yield new CompiledInsert(
            new InsertPlanner(context).plan(insert.insert(), insert.overriding()));
      }
      case ChangeStatement.Merge _ ->
          throw new Failure.Unsupported(
                  "MERGE INTO is not supported. Use UPDATE ... FROM and INSERT.")
              .raise();
    };
  }

  private CompiledQuery query(SqlNode query, boolean serializable) {
    return new CompiledQuery(new QueryPlanner(context).plan(query), serializable);
  }

  private CompiledStatement explain(SqlNode explained, boolean analyze) {
    return new CompiledExplain(compile(explained), analyze);
  }
}
