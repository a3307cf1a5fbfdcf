package io.armillaria.sql.session;

import java.time.ZoneId;

/// What a session begins with.
///
/// @param branch the current branch
/// @param author recorded in its commits
/// @param zone for timestamps without a zone in AS OF, and for CURRENT_DATE and its like
public record SessionOptions(String branch, String author, ZoneId zone, boolean readOnly) {}
