package io.armillaria.storage.txn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDatabaseTest extends AbstractDatabaseTest {
  @TempDir Path directory;

  @Override
  Database open() {
    return Database.open(DatabaseOptions.at(directory.resolve("db with ümlaut")));
  }

  @Override
  Database reopen(Database open) {
    open.close();
    return open();
  }

  @Test
  void refusesADirectoryOfOtherThings() throws IOException {
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.writeString(foreign.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> Database.open(DatabaseOptions.at(foreign)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("is not an Armillaria database")
        .hasMessageContaining("letter.txt");
    Path file = foreign.resolve("letter.txt");
    assertThatThrownBy(() -> Database.open(DatabaseOptions.at(file)))
        .hasMessageContaining("is a file; an Armillaria database is a directory");
  }
}
