package io.armillaria.sql.schema;

import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/// A table that a statement names, as Calcite sees it: a row type and a few statistics.
public abstract sealed class BoundTable extends AbstractTable {
  /// The column that holds a row's address in the target of an UPDATE or DELETE; no user's name can
  /// look like it.
  public static final String ADDRESS = "\0ADDRESS";

  private final int index;

  private BoundTable(int index) {
    this.index = index;
  }

  /// The table's place among the statement's stored tables, or among its system tables.
  public int index() {
    return index;
  }

  /// The name for EXPLAIN.
  public abstract String title();

  /// The types of the columns, in the order of the row type.
  public abstract List<DataType> types();

  /// A table of the store, at one version.
  public static final class Stored extends BoundTable {
    private final TableReference reference;
    private final TableSnapshot snapshot;
    private final boolean address;

    Stored(int index, TableReference reference, TableSnapshot snapshot, boolean address) {
      super(index);
      this.reference = reference;
      this.snapshot = snapshot;
      this.address = address;
    }

    public TableReference reference() {
      return reference;
    }

    public TableSnapshot snapshot() {
      return snapshot;
    }

    /// Whether this is the target of an UPDATE or DELETE, with the column [#ADDRESS].
    public boolean hasAddress() {
      return address;
    }

    @Override
    public String title() {
      return reference.toString();
    }

    @Override
    public List<DataType> types() {
      List<DataType> types = new ArrayList<>();
      snapshot.schema().columns().forEach(column -> types.add(column.type()));
      if (address) {
        types.add(Plain.BIGINT);
      }
      return types;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
      RelDataTypeFactory.Builder row = factory.builder();
      for (Column column : snapshot.schema().columns()) {
        row.add(column.name(), TypeMapping.toCalcite(column.type(), column.nullable(), factory));
      }
      if (address) {
        row.add(ADDRESS, TypeMapping.toCalcite(Plain.BIGINT, false, factory));
      }
      return row.build();
    }

    @Override
    public Statistic getStatistic() {
      return new StoredStatistic(snapshot.rowCount(), key(snapshot.schema()));
    }

    private static List<ImmutableBitSet> key(TableSchema schema) {
      return schema.hasPrimaryKey() ? List.of(ImmutableBitSet.of(schema.keyOrdinals())) : List.of();
    }
  }

  /// A table that the engine fills.
  public static final class Virtual extends BoundTable {
    private final SystemTable table;

    Virtual(int index, SystemTable table) {
      super(index);
      this.table = table;
    }

    public SystemTable table() {
      return table;
    }

    @Override
    public String title() {
      return table.name();
    }

    @Override
    public List<DataType> types() {
      return table.columns().stream().map(Column::type).toList();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
      RelDataTypeFactory.Builder row = factory.builder();
      for (Column column : table.columns()) {
        row.add(column.name(), TypeMapping.toCalcite(column.type(), column.nullable(), factory));
      }
      return row.build();
    }
  }

  private record StoredStatistic(long rows, List<ImmutableBitSet> keys) implements Statistic {
    @Override
    public Double getRowCount() {
      return (double) rows;
    }

    @Override
    public boolean isKey(ImmutableBitSet columns) {
      return keys.stream().anyMatch(columns::contains);
    }

    @Override
    public List<ImmutableBitSet> getKeys() {
      return keys;
    }
  }
}
