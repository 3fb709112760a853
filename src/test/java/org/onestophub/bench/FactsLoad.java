package org.onestophub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What facts add to recording: PostgreSQL itself counts how long it executes each statement. */
final class FactsLoad {

    private static final int CLIENTS = 16;
    private static final long RUN = 10_000_000_000L;
    private static final String RECORDED = "select count(*) from complaint";
    private static final String WAITING = "select count(*) from work where lane = 'complaint'";
    private static final String SPENT =
            "select coalesce(sum(total_exec_time), 0) from pg_stat_statements where query not like '%pg_stat_statements%'";

    private FactsLoad() {}

    /** Records what sixteen clients left waiting, after {@code warm} seconds of the same, while nobody pushes. */
    static void measure(Table table, int seconds, int warm) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.started()) {
            execute(hub, "alter system set shared_preload_libraries = 'pg_stat_statements'");
            hub.stop();
            hub.start(hub.settings());
            execute(hub, "create extension pg_stat_statements");
            try (Connection ledger = hub.ledger()) {
                push(hub, warm, 0);
                hub.await(ledger, WAITING, 0);
                push(hub, seconds, RUN);
                execute(hub, "select pg_stat_statements_reset()");
                double before = hub.number(ledger, RECORDED);
                hub.await(ledger, WAITING, 0);
                double recorded = hub.number(ledger, RECORDED) - before;
                double all = hub.number(ledger, SPENT);
                double facts = hub.number(ledger, SPENT + " and query like '%complaint_fact%'");
                table.row(
                        String.format(Locale.ROOT, "facts: PostgreSQL for each of %,.0f recorded orders", recorded),
                        "",
                        "",
                        "",
                        String.format(Locale.ROOT, "%.0f µs", 1_000 * all / recorded),
                        String.format(
                                Locale.ROOT,
                                "facts %.1f µs: %.1f %% more than without",
                                1_000 * facts / recorded,
                                100 * facts / (all - facts)));
            }
        }
    }

    private static void push(BenchedHub hub, int seconds, long first) throws IOException {
        ClosedLoop.run(CLIENTS, seconds, first, index -> new PushLoad.Client(hub.httpPort()));
    }

    private static void execute(BenchedHub hub, String sql) throws IOException, SQLException {
        try (Connection ledger = hub.ledger();
                Statement statement = ledger.createStatement()) {
            statement.execute(sql);
        }
    }
}
