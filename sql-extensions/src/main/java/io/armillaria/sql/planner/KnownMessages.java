package io.armillaria.sql.planner;

import static org.apache.calcite.util.Static.RESOURCE;

import io.armillaria.storage.failure.Failure;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.runtime.Resources;

/// Calcite's messages that mean more than "wrong": read back into the names that they were made of.
final class KnownMessages {
  private interface Meaning {
    Failure failure(String[] names, String message, String place);
  }

  private record Known(MessageFormat format, Meaning meaning) {}

  private static final List<Known> ALL =
      List.of(
          table(RESOURCE.objectNotFound("{0}")),
          table(RESOURCE.objectNotFoundWithin("{0}", "{1}")),
          table(RESOURCE.objectNotFoundDidYouMean("{0}", "{1}")),
          table(RESOURCE.objectNotFoundWithinDidYouMean("{0}", "{1}", "{2}")),
          alias(RESOURCE.tableNameNotFound("{0}")),
          alias(RESOURCE.tableNameNotFoundDidYouMean("{0}", "{1}")),
          column(RESOURCE.columnNotFound("{0}"), ""),
          column(RESOURCE.columnNotFoundDidYouMean("{0}", "{1}"), "{1}"),
          column(RESOURCE.columnNotFoundInTable("{0}", "{1}"), ""),
          column(RESOURCE.columnNotFoundInTableDidYouMean("{0}", "{1}", "{2}"), "{2}"),
          column(RESOURCE.unknownIdentifier("{0}"), ""),
          known(
              RESOURCE.columnAmbiguous("{0}"),
              (names, _, place) ->
                  new Failure.AmbiguousColumn(
                      names[0],
                      "Column " + names[0] + " could be that of several tables" + place + ".")),
          function(RESOURCE.validatorUnknownFunction("{0}")),
          function(RESOURCE.functionUndefined("{0}")),
          known(
              RESOURCE.canNotApplyOp2Type("{0}", "{1}", "{2}"),
              (names, _, place) ->
                  new Failure.TypeMismatch(
                      "Cannot apply " + names[0] + " to " + names[1] + place + ".")),
          new Known(
              new MessageFormat("Type mismatch in column {0} of {1}", Locale.ROOT),
              (_, message, place) -> new Failure.TypeMismatch(message + place + ".")),
          types(RESOURCE.cannotCastValue("{0}", "{1}")),
          types(RESOURCE.incompatibleValueType("{0}")),
          types(RESOURCE.incompatibleTypesInList()),
          types(RESOURCE.illegalMixingOfTypes()),
          types(RESOURCE.typeNotComparable("{0}", "{1}")),
          types(RESOURCE.typeNotComparableNear("{0}", "{1}")),
          types(RESOURCE.operandNotComparable("{0}")),
          types(RESOURCE.typeNotComparableEachOther("{0}")),
          types(RESOURCE.condMustBeBoolean("{0}")),
          types(RESOURCE.havingMustBeBoolean()),
          types(RESOURCE.expectedBoolean()),
          types(RESOURCE.expectedCharacter()),
          types(RESOURCE.needSameTypeParameter()),
          known(
              RESOURCE.numberLiteralOutOfRange("{0}"),
              (_, message, place) -> new Failure.NumericOverflow(message + place + ".")));

  private KnownMessages() {}

  static Failure failure(String message, String place) {
    for (Known known : ALL) {
      Optional<String[]> names = parse(known.format, message);
      if (names.isPresent()) {
        return known.meaning.failure(names.get(), message, place);
      }
    }
    return new Failure.Semantic(message + place + ".");
  }

  private static Known known(Resources.Inst message, Meaning meaning) {
    return new Known(new MessageFormat(message.str().replace("'", "''"), Locale.ROOT), meaning);
  }

  private static Known table(Resources.Inst message) {
    return known(
        message,
        (names, _, place) ->
            new Failure.UndefinedTable(
                names[0], "Table " + names[0] + " does not exist" + place + "."));
  }

  private static Known alias(Resources.Inst message) {
    return known(
        message,
        (names, _, place) ->
            new Failure.UndefinedTable(
                names[0],
                "There is no table or alias " + names[0] + " in this place" + place + "."));
  }

  private static Known column(Resources.Inst message, String suggestion) {
    return known(
        message,
        (names, text, place) ->
            new Failure.UndefinedColumn(
                names[0],
                text
                    + place
                    + "."
                    + (suggestion.isEmpty() ? "" : " Names without quotes are upper case.")));
  }

  private static Known function(Resources.Inst message) {
    return known(
        message,
        (names, _, place) ->
            new Failure.UndefinedFunction(
                names[0], "There is no function " + names[0] + place + "."));
  }

  private static Known types(Resources.Inst message) {
    return known(message, (_, text, place) -> new Failure.TypeMismatch(text.strip() + place + "."));
  }

  private static Optional<String[]> parse(MessageFormat format, String message) {
    ParsePosition position = new ParsePosition(0);
    Object[] found;
    synchronized (format) {
      found = format.parse(message, position);
    }
    if (found == null || position.getIndex() != message.length()) {
      return Optional.empty();
    }
    String[] names = new String[found.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = String.valueOf(found[i]);
    }
    return Optional.of(names);
  }
}
