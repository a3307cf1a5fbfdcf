package io.armillaria.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/// The 22 queries of TPC-H with the parameters of the specification's validation run.
public final class TpchQueries {
  private TpchQueries() {}

  /// All of them in order, named `q01` to `q22`. Their averages and quotients are approximate in
  /// DuckDB; every other number is exact in both.
  public static List<Query> all() {
    return IntStream.rangeClosed(1, 22).mapToObj(TpchQueries::query).toList();
  }

  private static Query query(int number) {
    String name = "q%02d".formatted(number);
    return new Query(name, text("/tpch/" + name + ".sql"), true, false, EnumSet.of(Peer.DUCKDB));
  }

  private static String text(String path) {
    try (InputStream in = TpchQueries.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }
}
