package dev.picket.platform.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;

/// The embedded database: one SQLite file in write-ahead mode, where a commit has reached the disk
/// before it returns (`synchronous=FULL`), so what was committed survives kill -9 and power loss.
///
/// Write transactions take the write lock at their beginning; one that waits longer than
/// [#BUSY_MILLIS_MAX] for it fails.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 4;
    private static final int BUSY_MILLIS_MAX = 10_000;

    private final HikariDataSource source;
    private final Jdbi jdbi;

    private Database(HikariDataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    /// Opens `file`, which is made with its folder where it does not exist.
    public static Database open(Path file) {
        makeFolderOf(file);
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.setBusyTimeout(BUSY_MILLIS_MAX);
        sqlite.enforceForeignKeys(true);
        Properties properties = sqlite.toProperties();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setPoolName("picket-database");
        return new Database(new HikariDataSource(config));
    }

    /// A database in memory, for what needs to outlast nothing: a simulation, with the same tables
    /// and the same SQL. It has one connection and is gone when closed.
    public static Database inMemory() {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.enforceForeignKeys(true);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite::memory:");
        config.setDataSourceProperties(sqlite.toProperties());
        config.setMaximumPoolSize(1);
        // A connection that is replaced takes the database with it.
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        config.setPoolName("picket-memory");
        return new Database(new HikariDataSource(config));
    }

    private static void makeFolderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of " + file, e);
        }
    }

    /// Brings the tables of `module` to the newest version: SQL files on the class path under
    /// `dev/picket/MODULE/migrations`, with a history table of the module's own.
    public void migrate(String module) {
        Flyway.configure().dataSource(source)
                .locations("classpath:dev/picket/" + module + "/migrations")
                .table("flyway_" + module).baselineOnMigrate(true).baselineVersion("0").load()
                .migrate();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        source.close();
    }
}
