package io.armillaria.sql.planner;

import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Optionality;

/// The operators and functions of our SQL: the standard's, PostgreSQL's where the engine has them,
/// and a few that differ from Calcite's in their types.
final class Operators {
  /// Calcite's own that ours take the place of.
  private static final Set<String> REPLACED =
      Set.of(
          "CURRENT_TIMESTAMP",
          "LOCALTIMESTAMP",
          "CURRENT_TIME",
          "LOCALTIME",
          "ROUND",
          "TRUNCATE",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "STDDEV",
          "VAR_POP",
          "VAR_SAMP",
          "VARIANCE",
          "COVAR_POP",
          "COVAR_SAMP",
          "REGR_COUNT",
          "REGR_SXX",
          "REGR_SYY",
          "PERCENTILE_CONT");

  static final SqlOperatorTable TABLE = table();

  private Operators() {}

  private static SqlOperatorTable table() {
    return SqlOperatorTables.chain(new Standard(), own());
  }

  /// The standard's operators without those that are replaced.
  private static final class Standard implements SqlOperatorTable {
    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> operators,
        SqlNameMatcher matcher) {
      if (!REPLACED.contains(name.names.getLast())) {
        SqlStdOperatorTable.instance()
            .lookupOperatorOverloads(name, category, syntax, operators, matcher);
      }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return SqlStdOperatorTable.instance().getOperatorList().stream()
          .filter(each -> !REPLACED.contains(each.getName()))
          .toList();
    }
  }

  private static SqlOperatorTable own() {
    return SqlOperatorTables.of(
        List.of(
            SqlLibraryOperators.LENGTH,
            SqlLibraryOperators.LPAD,
            SqlLibraryOperators.RPAD,
            SqlLibraryOperators.LTRIM,
            SqlLibraryOperators.RTRIM,
            SqlLibraryOperators.STRPOS,
            SqlLibraryOperators.SUBSTR_POSTGRESQL,
            SqlLibraryOperators.GREATEST_PG,
            SqlLibraryOperators.LEAST_PG,
            SqlLibraryOperators.BOOL_AND,
            SqlLibraryOperators.BOOL_OR,
            SqlLibraryOperators.LEFT,
            SqlLibraryOperators.RIGHT,
            SqlLibraryOperators.REPEAT,
            SqlLibraryOperators.REVERSE,
            SqlLibraryOperators.ILIKE,
            SqlLibraryOperators.NOT_ILIKE,
            SqlLibraryOperators.CHR,
            SqlLibraryOperators.CONCAT_FUNCTION_WITH_NULL,
            SqlLibraryOperators.INFIX_CAST,
            SqlLibraryOperators.DATE_PART,
            new TimeFunction("CURRENT_TIMESTAMP", SqlTypeName.TIMESTAMP_TZ),
            new TimeFunction("LOCALTIMESTAMP", SqlTypeName.TIMESTAMP),
            new TimeFunction("CURRENT_TIME", SqlTypeName.TIME),
            new TimeFunction("LOCALTIME", SqlTypeName.TIME),
            rounding("ROUND", 1),
            rounding("TRUNCATE", 0),
            rounding("TRUNC", 0),
            now(),
            random(),
            SequenceCalls.NEXT,
            SequenceCalls.CURRENT,
            FineDifferences.MICROSECONDS,
            spread("STDDEV_POP", SqlKind.STDDEV_POP),
            spread("STDDEV_SAMP", SqlKind.STDDEV_SAMP),
            spread("STDDEV", SqlKind.STDDEV_SAMP),
            spread("VAR_POP", SqlKind.VAR_POP),
            spread("VAR_SAMP", SqlKind.VAR_SAMP),
            spread("VARIANCE", SqlKind.VAR_SAMP),
            pairs("COVAR_POP", ReturnTypes.DOUBLE),
            pairs("COVAR_SAMP", ReturnTypes.DOUBLE),
            pairs("CORR", ReturnTypes.DOUBLE),
            pairs("REGR_COUNT", ReturnTypes.BIGINT),
            pairs("REGR_SXX", ReturnTypes.DOUBLE),
            pairs("REGR_SYY", ReturnTypes.DOUBLE),
            pairs("REGR_SXY", ReturnTypes.DOUBLE),
            pairs("REGR_AVGX", ReturnTypes.DOUBLE),
            pairs("REGR_AVGY", ReturnTypes.DOUBLE),
            pairs("REGR_SLOPE", ReturnTypes.DOUBLE),
            pairs("REGR_INTERCEPT", ReturnTypes.DOUBLE),
            pairs("REGR_R2", ReturnTypes.DOUBLE),
            AggregateSyntax.PERCENTILE_CONT,
            SeriesCalls.GENERATE_SERIES,
            SqlLibraryOperators.STRING_AGG,
            SqlLibraryOperators.ARRAY_AGG,
            SqlLibraryOperators.MIN_BY,
            SqlLibraryOperators.MAX_BY));
  }

  /// A decimal rounded to a constant number of digits has that scale, and as many whole digits as
  /// before plus `carry`.
  private static SqlFunction rounding(String name, int carry) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        binding -> Rounding.type(binding, carry),
        null,
        OperandTypes.NUMERIC.or(OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)),
        SqlFunctionCategory.NUMERIC);
  }

  private static SqlFunction now() {
    return new SqlFunction(
        "NOW",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(SqlTypeName.TIMESTAMP_TZ),
        null,
        OperandTypes.NILADIC,
        SqlFunctionCategory.TIMEDATE);
  }

  private static SqlFunction random() {
    return new SqlFunction(
        "RANDOM",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE,
        null,
        OperandTypes.NILADIC,
        SqlFunctionCategory.NUMERIC) {
      @Override
      public boolean isDeterministic() {
        return false;
      }
    };
  }

  /// Deviations and variances are DOUBLE, whatever the argument.
  private static SqlAggFunction spread(String name, SqlKind kind) {
    return new SqlAggFunction(
        name,
        null,
        kind,
        ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        null,
        OperandTypes.NUMERIC,
        SqlFunctionCategory.NUMERIC,
        false,
        false,
        Optionality.FORBIDDEN) {};
  }

  /// Covariances and regressions of y and x.
  private static SqlAggFunction pairs(String name, SqlReturnTypeInference type) {
    return new SqlAggFunction(
        name,
        null,
        SqlKind.OTHER_FUNCTION,
        type.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        null,
        OperandTypes.NUMERIC_NUMERIC,
        SqlFunctionCategory.NUMERIC,
        false,
        false,
        Optionality.FORBIDDEN) {};
  }

  /// The functions without parentheses that read the clock, to the microsecond.
  private static final class TimeFunction extends SqlFunction {
    TimeFunction(String name, SqlTypeName type) {
      super(
          name,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(type, 6),
          null,
          OperandTypes.POSITIVE_INTEGER_LITERAL.or(OperandTypes.NILADIC),
          SqlFunctionCategory.TIMEDATE);
    }

    @Override
    public SqlSyntax getSyntax() {
      return SqlSyntax.FUNCTION_ID;
    }

    @Override
    public boolean isDynamicFunction() {
      return true;
    }
  }
}
