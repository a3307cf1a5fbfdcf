package io.armillaria.tck.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The least that a durable commit can cost: 512 bytes written into a file that has its length
/// already, and one force of the data.
final class BareForce implements AutoCloseable {
  private static final int BYTES = 512;
  private static final int ROOM = 64 << 20;

  private final FileChannel channel;
  private final ByteBuffer record = ByteBuffer.allocateDirect(BYTES);
  private long position;

  BareForce(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (long at = 0; at < ROOM; at += zeros.capacity()) {
      channel.write(zeros.clear(), at);
    }
    channel.force(true);
  }

  void commit() throws IOException {
    channel.write(record.clear(), position);
    channel.force(false);
    position = (position + BYTES) % ROOM;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
