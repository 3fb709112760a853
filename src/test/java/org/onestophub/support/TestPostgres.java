package org.onestophub.support;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One real PostgreSQL for all tests of a JVM; each test class takes a fresh database with the hub's schema. */
public final class TestPostgres {

    private static final String TEMPLATE = "hub_template";
    private static final int IDLE_MILLIS = 10_000;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestPostgres() {}

    /** A new database with the hub's schema. It and the server go when the JVM ends. */
    public static synchronized DataSource freshDatabase() {
        EmbeddedPostgres running = server();
        String name = "hub_test_" + COUNT.incrementAndGet();
        new JdbcTemplate(running.getPostgresDatabase()).execute("create database " + name + " template " + TEMPLATE);
        return running.getDatabase("postgres", name);
    }

    /**
     * The same with connections that stay open between statements, for tests that make very many: to start a session takes
     * PostgreSQL longer than most statements.
     */
    public static DataSource freshDatabaseInPool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(freshDatabase());
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE_MILLIS);
        return pool;
    }

    /** Transactions on a database of {@link #freshDatabase()}. */
    public static TransactionTemplate transactionsOn(DataSource database) {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    private static EmbeddedPostgres server() {
        if (server != null) {
            return server;
        }
        try {
            // the library's default waits 10 s; the first start unpacks the server and makes a cluster on a busy
            // machine
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(java.time.Duration.ofMinutes(2))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + TEMPLATE);
        Flyway.configure()
                .dataSource(server.getDatabase("postgres", TEMPLATE))
                .load()
                .migrate();
        return server;
    }
}
