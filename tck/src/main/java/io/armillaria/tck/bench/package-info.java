/// Benchmarks over JDBC: each figure is a ratio to a peer or to a bare limit that is measured in
/// the same run, interleaved with it.
package io.armillaria.tck.bench;
