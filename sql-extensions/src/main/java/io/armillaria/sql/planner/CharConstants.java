package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.NlsString;

/// Gives text constants the type CHAR(n) of what they are compared with, so that their trailing
/// blanks count as little as its own: `c = 'ab '` becomes `c = 'ab '` where `c` is CHAR(5). Without
/// that Calcite casts `c` to VARCHAR, where blanks count.
///
/// Constants that are longer than that only lose their blanks.
final class CharConstants {
  /// An operand, and what puts another one in its place.
  private record Place(SqlNode node, Consumer<SqlNode> replace) {
    boolean isConstant() {
      return node instanceof SqlCharStringLiteral;
    }
  }

  private final SqlCallBinding binding;
  private boolean changed;

  private CharConstants(SqlCallBinding binding) {
    this.binding = binding;
  }

  /// Changes the operands of a comparison or of IN.
  ///
  /// @return whether anything changed
  static boolean align(SqlCallBinding binding) {
    CharConstants constants = new CharConstants(binding);
    constants.align(constants.operands(binding.getCall()));
    if (constants.changed) {
      binding.getCall().getOperandList().forEach(constants::retype);
    }
    return constants.changed;
  }

  /// The operands that are compared with one another; the members of a list are some of them.
  private List<Place> operands(SqlCall call) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      int index = i;
      if (call.operand(i) instanceof SqlNodeList list) {
        for (int j = 0; j < list.size(); j++) {
          int member = j;
          places.add(new Place(list.get(j), node -> list.set(member, node)));
        }
      } else {
        places.add(new Place(call.operand(i), node -> call.setOperand(index, node)));
      }
    }
    return places;
  }

  private void align(List<Place> places) {
    if (places.stream().allMatch(place -> place.node().getKind() == SqlKind.ROW)) {
      int columns =
          places.stream()
              .mapToInt(place -> ((SqlCall) place.node()).operandCount())
              .min()
              .orElse(0);
      for (int i = 0; i < columns; i++) {
        int column = i;
        align(places.stream().map(place -> operands((SqlCall) place.node()).get(column)).toList());
      }
    } else if (places.stream().anyMatch(Place::isConstant)) {
      alignConstants(places);
    }
  }

  private void alignConstants(List<Place> places) {
    Set<RelDataType> others =
        places.stream()
            .filter(place -> !place.isConstant() && !SqlUtil.isNullLiteral(place.node(), false))
            .map(place -> type(place.node()))
            .collect(Collectors.toSet());
    Set<Integer> lengths =
        others.stream().map(RelDataType::getPrecision).collect(Collectors.toSet());
    if (others.isEmpty()
        || !others.stream().allMatch(type -> type.getSqlTypeName() == SqlTypeName.CHAR)) {
      return;
    }
    List<Place> constants = places.stream().filter(Place::isConstant).toList();
    int length = lengths.iterator().next();
    boolean fit =
        lengths.size() == 1
            && constants.stream().allMatch(each -> stripped(each.node()).length() <= length);
    for (Place constant : constants) {
      String text = stripped(constant.node());
      replace(constant, fit ? text + " ".repeat(length - text.length()) : text);
    }
  }

  private RelDataType type(SqlNode node) {
    return binding.getValidator().deriveType(binding.getScope(), node);
  }

  private static NlsString value(SqlNode constant) {
    return ((SqlCharStringLiteral) constant).getValueAs(NlsString.class);
  }

  private static String stripped(SqlNode constant) {
    String text = value(constant).getValue();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  /// Gives a row or a list the type that it has now.
  private void retype(SqlNode node) {
    SqlValidator validator = binding.getValidator();
    if (node.getKind() == SqlKind.ROW) {
      SqlCall row = (SqlCall) node;
      validator.setValidatedNodeType(
          row, row.getOperator().deriveType(validator, binding.getScope(), row));
    } else if (node instanceof SqlNodeList list) {
      list.forEach(this::retype);
      RelDataType common =
          binding.getTypeFactory().leastRestrictive(list.stream().map(this::type).toList());
      if (common != null) {
        validator.setValidatedNodeType(list, common);
      }
    }
  }

  private void replace(Place place, String text) {
    NlsString before = value(place.node());
    if (!before.getValue().equals(text)) {
      SqlNode after =
          SqlLiteral.createCharString(
              text, before.getCharsetName(), place.node().getParserPosition());
      place.replace().accept(after);
      type(after);
      changed = true;
    }
  }
}
