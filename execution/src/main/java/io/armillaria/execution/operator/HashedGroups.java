package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;

/// Groups of rows with equal keys, which can be taken apart by the hashes of the keys. Belongs to
/// one thread.
interface HashedGroups {
  /// @param side which of the inputs the rows are of
  void add(Batch batch, int side);

  /// Takes over the groups of `other` whose hashes are in `range`.
  void merge(HashedGroups other, HashRange range);

  int count(HashRange range);

  /// Bytes that it takes, at most.
  long bytes();

  /// Bytes that it takes at most while and after it takes the batch.
  long bytesWith(Batch batch);

  /// Does without what only saves time; false if there is nothing.
  boolean slim();

  /// Moves to files what can be moved without taking groups apart; false if that is not worth it.
  /// It is for groups that cannot be parted: to find a part of them again all of it is read.
  boolean relieve();

  /// What the groups give. Nothing is added or merged afterwards.
  Source output();

  /// Closes the files that it has; what it gave needs them no more.
  void close();
}
