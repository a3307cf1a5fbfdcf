package io.armillaria.sql.schema;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.IgnoreCaseLookup;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/// Shows a statement's [TableBinder] to Calcite: catalogs are branches, each has the one schema
/// PUBLIC. A name of one or two parts is looked up on the session's branch.
public final class CatalogReaders {
  public static final String PUBLIC = "PUBLIC";

  private CatalogReaders() {}

  /// @param branches the name as stored of the branch that a name means
  /// @param branch the session's
  public static CalciteCatalogReader of(
      Function<String, Optional<String>> branches,
      String branch,
      TableBinder binder,
      RelDataTypeFactory factory) {
    CalciteSchema root =
        CalciteSchema.createRootSchema(false, false, "", new Catalogs(branches, branch, binder));
    return new Reader(root, List.of(List.of(branch, PUBLIC), List.of(branch), List.of()), factory);
  }

  private static final class Reader extends CalciteCatalogReader {
    Reader(CalciteSchema root, List<List<String>> paths, RelDataTypeFactory factory) {
      super(
          root,
          SqlNameMatchers.withCaseSensitive(true),
          paths,
          factory,
          new CalciteConnectionConfigImpl(new Properties()));
    }
  }

  private static final class Catalogs extends AbstractSchema {
    private final Lookup<Schema> branches;

    Catalogs(Function<String, Optional<String>> known, String current, TableBinder binder) {
      branches =
          lookup(
              name ->
                  known
                      .apply(name)
                      .map(
                          found ->
                              new Branch(
                                  binder,
                                  found.equals(current) ? Optional.empty() : Optional.of(found))));
    }

    @Override
    public Lookup<? extends Schema> subSchemas() {
      return branches;
    }
  }

  private static final class Branch extends AbstractSchema {
    private final Lookup<Schema> schemas;

    Branch(TableBinder binder, Optional<String> ref) {
      schemas =
          lookup(
              name ->
                  name.equals(PUBLIC) ? Optional.of(new Public(binder, ref)) : Optional.empty());
    }

    @Override
    public Lookup<? extends Schema> subSchemas() {
      return schemas;
    }
  }

  private static final class Public extends AbstractSchema {
    private final Lookup<Table> tables;

    Public(TableBinder binder, Optional<String> ref) {
      tables = lookup(name -> binder.find(ref, name));
    }

    @Override
    public Lookup<Table> tables() {
      return tables;
    }
  }

  private static <T> Lookup<T> lookup(Function<String, Optional<? extends T>> find) {
    return new IgnoreCaseLookup<>() {
      @Override
      public T get(String name) {
        return find.apply(name).orElse(null);
      }

      @Override
      public Set<String> getNames(LikePattern pattern) {
        return Set.of();
      }
    };
  }
}
