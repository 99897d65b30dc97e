package dev.picket.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void keepsWhatWasCommittedAcrossReopening() {
        Path file = folder.resolve("new/trial.db");
        try (Database database = Database.open(file)) {
            database.migrate("trial");
            database.jdbi().useTransaction(
                    handle -> handle.execute("INSERT INTO note VALUES (1, 'kept')"));
        }

        try (Database database = Database.open(file)) {
            database.migrate("trial");
            String body = database.jdbi().withHandle(handle -> handle
                    .createQuery("SELECT body FROM note").mapTo(String.class).one());
            assertThat(body).isEqualTo("kept");
        }
    }

    @Test
    void writesAheadAndWaitsForTheDisk() {
        try (Database database = Database.open(folder.resolve("trial.db"))) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            // 2 is FULL.
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
        }
    }

    private static String pragma(Database database, String name) {
        return database.jdbi().withHandle(
                handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}
