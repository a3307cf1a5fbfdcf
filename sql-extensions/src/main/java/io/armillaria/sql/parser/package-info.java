/// SQL text to syntax trees: Calcite's grammar, generated at build time and opened for versions,
/// branches and Armillaria's own statements.
///
/// [ArmillariaParser][io.armillaria.sql.parser.ArmillariaParser] is the way in. A query or a DML
/// statement comes out as Calcite's own nodes; everything else as an
/// [ArmillariaStatement][io.armillaria.sql.parser.ArmillariaStatement] that carries one record of
/// the sealed family [Statement][io.armillaria.sql.parser.Statement]. A table reference with a
/// branch or a version is one identifier, see [TableName][io.armillaria.sql.parser.TableName].
package io.armillaria.sql.parser;
