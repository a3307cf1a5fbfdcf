package io.armillaria.storage.check;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.SortedRows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// What a change adds to a table's digest and takes from it.
final class ChangeDigest {
  private final LayoutDigests digests;
  private final Layout base;
  private final List<Column> keyColumns;
  private final LayoutSearch search;
  private final Map<Integer, RoaringBitmap> gone = new TreeMap<>();

  /// @param base the layout of the version before, empty where the change begins with nothing
  ChangeDigest(LayoutDigests digests, Layout base, List<Column> keyColumns) {
    this.digests = digests;
    this.base = base;
    this.keyColumns = keyColumns;
    this.search = new LayoutSearch(base, keyColumns);
  }

  /// @param before the digest of `base`
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, if the change does not go
  ///   with its base
  RowDigest after(RowDigest before, Change change) {
    for (SortedRows deletes : change.deletes()) {
      KeyReader keys = new KeyReader(keyColumns, deletes::reader);
      for (int row = 0; row < deletes.rows(); row++) {
        remove(keys.keyAt(row));
      }
    }
    RowDigest sum = before;
    for (Change.Upserts upserts : change.upserts()) {
      KeyReader keys = new KeyReader(keyColumns, upserts.rows()::reader);
      for (int row = 0; row < upserts.rows().rows(); row++) {
        byte[] key = keys.keyAt(row);
        if (upserts.replaces().contains(row)) {
          remove(key);
        } else if (liveAddress(key) >= 0) {
          throw refusal("inserts", key, "has already");
        }
      }
      sum = sum.plus(digests.of(upserts.rows()));
    }
    for (Map.Entry<Integer, RoaringBitmap> rows : gone.entrySet()) {
      sum = sum.minus(digests.of(base.segments().get(rows.getKey()).stored(), rows.getValue()));
    }
    return sum;
  }

  private void remove(byte[] key) {
    long address = liveAddress(key);
    if (address < 0) {
      throw refusal("deletes or replaces", key, "lacks");
    }
    gone.computeIfAbsent((int) (address >>> 32), _ -> new RoaringBitmap()).add((int) address);
  }

  /// Where the row of that key lies that the change has not removed yet.
  private long liveAddress(byte[] key) {
    long address = search.find(key);
    RoaringBitmap removed = address < 0 ? null : gone.get((int) (address >>> 32));
    return removed != null && removed.contains((int) address) ? -1 : address;
  }

  private RuntimeException refusal(String does, byte[] key, String has) {
    String text = KeyTexts.text(keyColumns, key);
    return new Failure.Corrupt(
            text,
            "Its change " + does + " the key " + text + ", which the version before " + has + ".")
        .raise();
  }
}
