package io.armillaria.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The queries of the differential suite by theme: one script each in `/differential`.
public final class DifferentialScripts {
  private static final List<String> THEMES =
      List.of(
          "filters",
          "arithmetic",
          "conditionals",
          "membership",
          "strings",
          "dates",
          "casts",
          "joins",
          "grouping",
          "ordering",
          "sets",
          "subqueries",
          "correlated",
          "ctes",
          "types",
          "analytics",
          "windows",
          "aggregates");

  private DifferentialScripts() {}

  /// The scripts in order, by theme.
  public static Map<String, List<Query>> all() {
    Map<String, List<Query>> scripts = new LinkedHashMap<>();
    for (String theme : THEMES) {
      scripts.put(theme, QueryScript.resource("/differential/" + theme + ".sql"));
    }
    return scripts;
  }
}
