package io.armillaria.sql.schema;

import io.armillaria.storage.table.SequenceDefinition;
import java.util.Optional;

/// A sequence that a statement takes numbers from.
///
/// @param reference how it is found again; empty for that of an identity column
/// @param name for messages
public record BoundSequence(
    Optional<TableReference> reference, String name, SequenceDefinition definition) {}
