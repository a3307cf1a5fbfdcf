package io.armillaria.storage.file;

import java.util.Arrays;

/// Bytes of any length whose copies share what neither has changed since; pages that were never
/// written are zeros and take no room.
final class PagedBytes {
  private static final int PAGE = 4096;

  private byte[][] pages = {};
  private boolean[] shared = {};
  private long size;

  long size() {
    return size;
  }

  PagedBytes copy() {
    PagedBytes copy = new PagedBytes();
    Arrays.fill(shared, true);
    copy.pages = pages.clone();
    copy.shared = shared.clone();
    copy.size = size;
    return copy;
  }

  void read(long position, byte[] target, int length) {
    for (int done = 0; done < length; ) {
      int page = (int) ((position + done) / PAGE);
      int within = (int) ((position + done) % PAGE);
      int part = Math.min(PAGE - within, length - done);
      if (page < pages.length && pages[page] != null) {
        System.arraycopy(pages[page], within, target, done, part);
      } else {
        Arrays.fill(target, done, done + part, (byte) 0);
      }
      done += part;
    }
  }

  void write(long position, byte[] source, int from, int length) {
    grow(position + length);
    for (int done = 0; done < length; ) {
      int page = (int) ((position + done) / PAGE);
      int within = (int) ((position + done) % PAGE);
      int part = Math.min(PAGE - within, length - done);
      if (pages[page] != null || !isZero(source, from + done, part)) {
        System.arraycopy(source, from + done, own(page), within, part);
      }
      done += part;
    }
  }

  void truncate(long length) {
    int whole = (int) ((length + PAGE - 1) / PAGE);
    pages = Arrays.copyOf(pages, Math.min(whole, pages.length));
    shared = Arrays.copyOf(shared, pages.length);
    int within = (int) (length % PAGE);
    if (within > 0 && whole <= pages.length && pages[whole - 1] != null) {
      Arrays.fill(own(whole - 1), within, PAGE, (byte) 0);
    }
    size = length;
  }

  private void grow(long length) {
    size = Math.max(size, length);
    int needed = (int) ((size + PAGE - 1) / PAGE);
    if (needed > pages.length) {
      pages = Arrays.copyOf(pages, needed);
      shared = Arrays.copyOf(shared, needed);
    }
  }

  private byte[] own(int page) {
    if (pages[page] == null) {
      pages[page] = new byte[PAGE];
    } else if (shared[page]) {
      pages[page] = pages[page].clone();
    }
    shared[page] = false;
    return pages[page];
  }

  private static boolean isZero(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
