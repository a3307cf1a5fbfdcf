package io.armillaria.execution.expression;

import io.armillaria.storage.type.DataType;
import java.util.List;

/// A scalar expression over the columns of a batch. Three-valued logic: a BOOLEAN that is NULL is
/// UNKNOWN. Immutable.
public sealed interface Expression {
  DataType type();

  /// The input column at that place.
  record Column(int index, DataType type) implements Expression {}

  /// `value`: a Long, Double, BigInteger or byte[] by the layout of the type, or null for NULL.
  record Literal(Object value, DataType type) implements Expression {}

  /// The statement's parameter at that index, from 0.
  record Parameter(int index, DataType type) implements Expression {}

  /// A function of its arguments. Unless the function says otherwise, NULL in gives NULL out.
  record Call(Function function, List<Expression> arguments, DataType type) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// The first branch whose condition is TRUE, else `otherwise`. A branch's value is computed only
  /// for the rows that take it, so an error in a branch not taken does not happen.
  record Case(List<When> branches, Expression otherwise, DataType type) implements Expression {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  record When(Expression condition, Expression value) {}

  /// Converts as SQL's CAST: NumericOverflow, InvalidText, InvalidDatetime when it cannot be done.
  /// Text cast to a shorter CHAR or VARCHAR is cut; with `assignment` it is TextTooLong, unless
  /// only blanks are lost. Numbers round half away from zero.
  record Cast(Expression operand, DataType type, boolean assignment) implements Expression {}

  /// Whether the operand equals one of the constants; the members have the operand's type. NULL
  /// members make a miss NULL.
  record In(Expression operand, List<Expression> members, DataType type) implements Expression {
    public In {
      members = List.copyOf(members);
    }
  }
}
