package io.armillaria.execution.expression;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The members of an IN over texts.
final class TextSet implements TextPredicate.Test {
  private final Set<ByteBuffer> members = new HashSet<>();

  TextSet(List<byte[]> members) {
    members.forEach(member -> this.members.add(ByteBuffer.wrap(member)));
  }

  @Override
  public boolean holds(byte[] data, int start, int length) {
    return members.contains(ByteBuffer.wrap(data, start, length));
  }
}
