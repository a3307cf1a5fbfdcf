package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Calcite's row expressions as ours, over an input with the given column types. An expression's
/// type is its operands', not Calcite's, where the two differ: text is CHAR only in a column of
/// that type or a cast to it.
final class ExpressionTranslator {
  private final List<DataType> input;
  private final Casts casts;
  private final ConstantFolder folder;
  private final Comparisons comparisons;
  private final Arithmetic arithmetic;
  private final Datetimes datetimes;
  private final FunctionCalls functions;

  ExpressionTranslator(List<DataType> input, ConstantFolder folder) {
    this.input = input;
    this.folder = folder;
    this.casts = new Casts(folder);
    this.comparisons = new Comparisons(casts);
    this.arithmetic = new Arithmetic(casts);
    this.datetimes = new Datetimes(casts);
    this.functions = new FunctionCalls(casts);
  }

  List<Expression> translate(List<? extends RexNode> nodes) {
    List<Expression> expressions = new ArrayList<>(nodes.size());
    nodes.forEach(node -> expressions.add(translate(node)));
    return expressions;
  }

  Expression translate(RexNode node) {
    return switch (node) {
      case RexInputRef ref -> new Expression.Column(ref.getIndex(), input.get(ref.getIndex()));
      case RexLiteral literal -> Literals.of(literal);
      case RexDynamicParam parameter ->
          new Expression.Parameter(parameter.getIndex(), ParameterTypes.of(parameter.getType()));
      case RexOver over ->
          throw new Failure.Unsupported(
                  over.getOperator().getName() + " OVER (...) outside a SELECT list")
              .raise();
      case RexCall call -> folder.fold(call(call));
      default ->
          throw new Failure.Unsupported(
                  "A correlated subquery of this form cannot be rewritten as a join.")
              .raise();
    };
  }

  private Expression call(RexCall call) {
    return switch (call.getKind()) {
      case AND -> logic(Function.AND, call);
      case OR -> logic(Function.OR, call);
      case NOT -> logic(Function.NOT, call);
      case IS_NULL, IS_UNKNOWN -> test(Function.IS_NULL, call);
      case IS_NOT_NULL -> test(Function.IS_NOT_NULL, call);
      case IS_TRUE -> test(Function.IS_TRUE, call);
      case IS_NOT_TRUE -> test(Function.IS_NOT_TRUE, call);
      case IS_FALSE -> test(Function.IS_FALSE, call);
      case IS_NOT_FALSE -> test(Function.IS_NOT_FALSE, call);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          comparisons.comparison(call.getKind(), operands(call));
      case SEARCH -> comparisons.search(translate(call.getOperands().getFirst()), call);
      case CASE -> conditional(call);
      case COALESCE -> coalesce(call);
      case CAST, SAFE_CAST -> cast(call);
      case REINTERPRET -> reinterpreted(call);
      case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX ->
          datetimes.isDatetimeArithmetic(call)
              ? datetimes.arithmetic(call, operands(call))
              : arithmetic.call(call, operands(call));
      case EXTRACT -> datetimes.extract(call, translate(call.getOperands().get(1)));
      case FLOOR, CEIL ->
          call.getOperands().size() == 2
              ? datetimes.rounded(call, translate(call.getOperands().getFirst()))
              : functions.call(call, operands(call));
      default ->
          call.getOperator().equals(FineDifferences.MICROSECONDS)
              ? datetimes.microseconds(operands(call))
              : functions.call(call, operands(call));
    };
  }

  /// The operands that are values; flags such as TRIM's BOTH are left out.
  private List<Expression> operands(RexCall call) {
    return translate(
        call.getOperands().stream()
            .filter(each -> each.getType().getSqlTypeName() != SqlTypeName.SYMBOL)
            .toList());
  }

  private Expression logic(Function function, RexCall call) {
    List<Expression> operands =
        operands(call).stream().map(each -> casts.to(each, Plain.BOOLEAN)).toList();
    return operands.size() == 1 && function != Function.NOT
        ? operands.getFirst()
        : new Expression.Call(function, operands, Plain.BOOLEAN);
  }

  private Expression test(Function function, RexCall call) {
    return new Expression.Call(function, operands(call), Plain.BOOLEAN);
  }

  private Expression conditional(RexCall call) {
    List<Expression> operands = operands(call);
    DataType type = common(operands, call.getType());
    List<Expression.When> branches = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      branches.add(new Expression.When(operands.get(i), casts.to(operands.get(i + 1), type)));
    }
    return new Expression.Case(branches, casts.to(operands.getLast(), type), type);
  }

  /// The type of a CASE: that which all its values have, else Calcite's.
  private DataType common(List<Expression> operands, RelDataType declared) {
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean isValue = i % 2 == 1 || i == operands.size() - 1;
      boolean isNull =
          operands.get(i) instanceof Expression.Literal literal && literal.value() == null;
      if (isValue && !isNull) {
        types.add(operands.get(i).type());
      }
    }
    return types.stream().distinct().count() == 1 ? types.getFirst() : ExpressionTypes.of(declared);
  }

  private Expression coalesce(RexCall call) {
    DataType type = ExpressionTypes.of(call.getType());
    List<Expression> operands = operands(call);
    List<Expression.When> branches = new ArrayList<>();
    for (Expression operand : operands.subList(0, operands.size() - 1)) {
      branches.add(
          new Expression.When(
              new Expression.Call(Function.IS_NOT_NULL, List.of(operand), Plain.BOOLEAN),
              casts.to(operand, type)));
    }
    return new Expression.Case(branches, casts.to(operands.getLast(), type), type);
  }

  private Expression cast(RexCall call) {
    if (call.getKind() == SqlKind.SAFE_CAST) {
      throw new Failure.Unsupported("SAFE_CAST").raise();
    }
    RexNode operand = call.getOperands().getFirst();
    Expression value = translate(operand);
    if (datetimes.isInterval(call.getType()) || datetimes.isInterval(operand.getType())) {
      return datetimes.cast(value, operand.getType(), call.getType());
    }
    return casts.to(value, io.armillaria.sql.schema.TypeMapping.toData(call.getType()));
  }

  private Expression reinterpreted(RexCall call) {
    RexNode operand = call.getOperands().getFirst();
    Expression value = translate(operand);
    return datetimes.isInterval(call.getType()) || datetimes.isInterval(operand.getType())
        ? datetimes.reinterpreted(value, operand.getType(), call.getType())
        : casts.to(value, io.armillaria.sql.schema.TypeMapping.toData(call.getType()));
  }
}
