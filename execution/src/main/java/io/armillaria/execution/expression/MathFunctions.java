package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Functions of doubles. Arguments of other numeric types are read as doubles.
final class MathFunctions {
  private MathFunctions() {}

  static Evaluator of(
      Function function, Evaluator[] arguments, List<DataType> types, DataType type) {
    return switch (function) {
      case SQRT -> unary(function, arguments, types, type, x -> x < 0 ? Double.NaN : Math.sqrt(x));
      case CBRT -> unary(function, arguments, types, type, Math::cbrt);
      case EXP -> unary(function, arguments, types, type, Math::exp);
      case LN -> unary(function, arguments, types, type, x -> x <= 0 ? Double.NaN : Math.log(x));
      case LOG10 ->
          unary(function, arguments, types, type, x -> x <= 0 ? Double.NaN : Math.log10(x));
      case SIN -> unary(function, arguments, types, type, Math::sin);
      case COS -> unary(function, arguments, types, type, Math::cos);
      case TAN -> unary(function, arguments, types, type, Math::tan);
      case COT -> unary(function, arguments, types, type, MathFunctions::cotangent);
      case ASIN -> unary(function, arguments, types, type, Math::asin);
      case ACOS -> unary(function, arguments, types, type, Math::acos);
      case ATAN -> unary(function, arguments, types, type, Math::atan);
      case DEGREES -> unary(function, arguments, types, type, Math::toDegrees);
      case RADIANS -> unary(function, arguments, types, type, Math::toRadians);
      case ATAN2 -> binary(function, arguments, types, type, Math::atan2);
      case POWER -> binary(function, arguments, types, type, MathFunctions::power);
      case PI -> new Constant(Math.PI, DataType.Layout.DOUBLE);
      case RANDOM -> new RandomNumbers();
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  private static Evaluator unary(
      Function function,
      Evaluator[] arguments,
      List<DataType> types,
      DataType type,
      DoubleUnaryOperator operator) {
    return new RowDoubles(
        doubles(arguments, types),
        true,
        (in, i) -> {
          double x = Numbers.doubleAt(in[0], i);
          double result = operator.applyAsDouble(x);
          if (Double.isNaN(result) && !Double.isNaN(x)) {
            throw outside(function, Double.toString(x));
          }
          return Double.isFinite(x) ? Numbers.finite(result, type) : result;
        });
  }

  private static Evaluator binary(
      Function function,
      Evaluator[] arguments,
      List<DataType> types,
      DataType type,
      DoubleBinaryOperator operator) {
    return new RowDoubles(
        doubles(arguments, types),
        true,
        (in, i) -> {
          double x = Numbers.doubleAt(in[0], i);
          double y = Numbers.doubleAt(in[1], i);
          double result = operator.applyAsDouble(x, y);
          if (Double.isNaN(result) && !Double.isNaN(x) && !Double.isNaN(y)) {
            throw outside(function, x + ", " + y);
          }
          boolean finite = Double.isFinite(x) && Double.isFinite(y);
          return finite ? Numbers.finite(result, type) : result;
        });
  }

  private static double cotangent(double x) {
    double tangent = Math.tan(x);
    if (tangent == 0) {
      throw Numbers.zeroDivisor();
    }
    return 1 / tangent;
  }

  private static double power(double x, double y) {
    if (x == 0 && y < 0) {
      throw Numbers.zeroDivisor();
    }
    return Math.pow(x, y);
  }

  private static DatabaseException outside(Function function, String arguments) {
    return new Failure.InvalidArgument(
            "The function " + function + " is not defined for " + arguments + ".")
        .raise();
  }

  private static Evaluator[] doubles(Evaluator[] arguments, List<DataType> types) {
    Evaluator[] result = new Evaluator[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      boolean exact = Numbers.exact(types.get(i));
      result[i] =
          exact
              ? new ExactToDouble(arguments[i], types.get(i), DataType.Plain.DOUBLE)
              : arguments[i];
    }
    return result;
  }

  /// A new number for each row, from 0 to below 1.
  private static final class RandomNumbers implements Evaluator {
    private final SplittableRandom random = new SplittableRandom();
    private final double[] values = new double[Batch.CAPACITY];

    @Override
    public ColumnVector evaluate(Batch batch) {
      for (int i = 0; i < batch.rows(); i++) {
        values[i] = random.nextDouble();
      }
      return new DoubleVector(values, null);
    }

    @Override
    public boolean fallible() {
      return false;
    }
  }
}
