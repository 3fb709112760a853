package org.onestophub.platform.store;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps a partition ready for the receipts of this month and the next two (UTC months). */
@Component
class Partitions {

    private static final HubLog LOG = HubLog.of("store");
    private static final int MONTHS_AHEAD = 3;

    /** Any number of ours: two hubs that make one partition at once would fail, for all that it says "if not exists". */
    private static final long LOCK = 0x6D6F6E7468L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Partitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        ensure();
    }

    /** Twice a day; a month that is missing nevertheless goes to the default partition, so nothing is refused for it. */
    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT12H")
    void keepAhead() {
        try {
            ensure();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("partition-missing", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private void ensure() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(rs -> {});
            createMonths();
        });
    }

    private void createMonths() {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        for (int i = 0; i < MONTHS_AHEAD; i++) {
            create(month.plusMonths(i));
        }
    }

    private void create(YearMonth month) {
        // names and dates of our own making: DDL takes no parameters
        jdbc.sql("create table if not exists receipt_%s partition of receipt for values from ('%s') to ('%s')"
                        .formatted(
                                month.toString().replace("-", "_"),
                                month.atDay(1) + "T00:00:00Z",
                                month.plusMonths(1).atDay(1) + "T00:00:00Z"))
                .update();
    }
}
