package io.armillaria.storage.chunk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an index file: its pack, and the stretch of it whose entries it has.
record PackIndexName(int pack, long from, long to) {
  private static final Pattern PATTERN =
      Pattern.compile("([0-9a-f]{8})-([0-9a-f]{10})-([0-9a-f]{10})\\.idx");

  static Optional<PackIndexName> parse(String fileName) {
    Matcher matcher = PATTERN.matcher(fileName);
    return matcher.matches()
        ? Optional.of(
            new PackIndexName(
                Integer.parseUnsignedInt(matcher.group(1), 16),
                Long.parseLong(matcher.group(2), 16),
                Long.parseLong(matcher.group(3), 16)))
        : Optional.empty();
  }

  String fileName() {
    return String.format("%08x-%010x-%010x.idx", pack, from, to);
  }
}
