package io.armillaria.execution.expression;

import java.util.ArrayList;
import java.util.List;

/// Chooses how IN is computed.
final class Memberships {
  private Memberships() {}

  static Evaluator of(Evaluator operand, Evaluator[] members, Expression.In in) {
    List<Object> values = new ArrayList<>();
    boolean nullMember = false;
    for (Evaluator member : members) {
      if (!(member instanceof Constant constant)) {
        return anyEqual(operand, members, in);
      }
      if (constant.value() == null) {
        nullMember = true;
      } else {
        values.add(constant.value());
      }
    }
    return switch (in.operand().type().layout()) {
      case LONG ->
          new LongMembership(
              operand, values.stream().mapToLong(value -> (Long) value).toArray(), nullMember);
      case DOUBLE, INT128 -> new RowMembership(operand, values, nullMember);
      case BYTES -> {
        TextSet set = new TextSet(values.stream().map(value -> (byte[]) value).toList());
        yield new TextPredicate(operand, set, false, nullMember);
      }
    };
  }

  /// For members that could not be computed beforehand.
  private static Evaluator anyEqual(Evaluator operand, Evaluator[] members, Expression.In in) {
    Evaluator[] tests = new Evaluator[members.length];
    for (int i = 0; i < members.length; i++) {
      tests[i] = Comparisons.of(Function.EQUAL, operand, members[i], List.of(in.operand().type()));
    }
    return tests.length == 1 ? tests[0] : Junction.or(tests);
  }
}
