package org.onestophub.platform.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database the hub works on: its own, or one given by URL. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** EX_TEMPFAIL of sysexits.h: the service manager is to start the hub again. */
    private static final int TEMPORARY_FAILURE = 75;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    HubDataSource dataSource(StoreProperties store, HubHome home) throws IOException {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("ledger");
        pool.setMaximumPoolSize(store.connections());
        // a sender waits this long at most before it is refused with "not now"
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "onestop-hub");
        // error texts of the server quote the row that failed
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        if (!store.isEmbedded()) {
            pool.setJdbcUrl(store.url());
            pool.setUsername(store.username());
            pool.setPassword(store.password());
            try {
                return new HubDataSource(pool, () -> {});
            } catch (PoolInitializationException e) {
                // the driver's text names the host and the account
                throw new ProblemException(Problem.DATABASE_NOT_REACHED, "hub.store.url" + stateOf(e));
            }
        }
        EmbeddedDatabase database =
                EmbeddedDatabase.in(home.folder(), store.logins(), () -> System.exit(TEMPORARY_FAILURE));
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        try {
            return new HubDataSource(pool, database::close);
        } catch (PoolInitializationException e) {
            database.close();
            throw e;
        }
    }

    private static String stateOf(Throwable fault) {
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ", SQLSTATE " + sql.getSQLState();
            }
        }
        return "";
    }

    /** The pool, and the server behind it if it is ours; both end together. */
    static final class HubDataSource extends HikariDataSource {

        private final Closeable server;

        HubDataSource(HikariConfig pool, Closeable server) {
            super(pool);
            this.server = server;
        }

        @Override
        public void close() {
            super.close();
            try {
                server.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
