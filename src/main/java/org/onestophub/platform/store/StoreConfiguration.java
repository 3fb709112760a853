package org.onestophub.platform.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database the hub works on: its own, or one given by URL. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

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
            return new HubDataSource(pool, () -> {});
        }
        EmbeddedDatabase database = EmbeddedDatabase.in(home.folder());
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
