package io.armillaria.sql.planner;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/// The surroundings of Calcite's operators, set up so that nothing is compiled at run time:
/// metadata comes through proxies, and constants are left for [ConstantFolder].
final class Metadata {
  private Metadata() {}

  static RelOptCluster newCluster(RelDataTypeFactory factory) {
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    planner.setExecutor((_, constants, reduced) -> reduced.addAll(constants));
    RelOptCluster cluster = RelOptCluster.create(planner, new ExactRexBuilder(factory));
    cluster.setMetadataQuerySupplier(
        () ->
            new RelMetadataQuery(
                new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE)));
    return cluster;
  }
}
