package org.onestophub.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub's ledger says became of everything, counted by mapping. It only reads, and reads no personal data. */
public final class Scoreboard {

    private final JdbcClient jdbc;

    /** Reads the hub's own database. */
    public Scoreboard(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * The state of one mapping.
     *
     * @param arrived inputs, each repeat counted again
     * @param open receipts without an outcome yet
     * @param found how things ended
     * @param recorded complaints opened
     * @param consumed how many of them the case system has
     */
    public record Score(long arrived, long open, ExpectedOutcome found, long recorded, long consumed) {

        /** Nothing has come. */
        public static final Score EMPTY = new Score(0, 0, ExpectedOutcome.NOTHING, 0, 0);
    }

    /**
     * All mappings that something arrived for.
     * @param consumedNumbers complaint numbers the case system has seen
     */
    public Map<String, Score> scores(Set<String> consumedNumbers) {
        Map<String, ExpectedOutcome> endings = endings();
        Map<String, Set<String>> numbers = complaintNumbers();
        Map<String, Score> scores = new TreeMap<>();
        jdbc.sql("""
                        select r.mapping, count(*) + coalesce(sum(k.repeats), 0) as arrived,
                               count(*) filter (where r.state = 'kept') as open
                        from receipt r
                        left join (select receipt_id, sum(greatest(arrivals - 1, 0)) as repeats from receipt_key
                                   group by receipt_id) k on k.receipt_id = r.id
                        group by r.mapping""")
                .query((row, n) -> {
                    String mapping = row.getString("mapping");
                    Set<String> recorded = numbers.getOrDefault(mapping, Set.of());
                    long consumed =
                            recorded.stream().filter(consumedNumbers::contains).count();
                    return scores.put(
                            mapping,
                            new Score(
                                    row.getLong("arrived"),
                                    row.getLong("open"),
                                    endings.getOrDefault(mapping, ExpectedOutcome.NOTHING),
                                    recorded.size(),
                                    consumed));
                })
                .list();
        return scores;
    }

    /** How the duties of all cases stand: running, announced as due soon, overdue and not met, met in time, met too late. */
    public String duties() {
        return jdbc.sql("""
                        select count(*) filter (where met_at is null and ended_at is null and not missed) as running,
                               count(*) filter (where met_at is null and ended_at is null and not missed and warned > 0) as soon,
                               count(*) filter (where met_at is null and missed) as overdue,
                               count(*) filter (where met_at is not null and not missed) as met,
                               count(*) filter (where met_at is not null and missed) as late
                        from duty""")
                .query((row, n) -> "Duties: %d running (%d due soon), %d overdue, %d met in time, %d met too late"
                        .formatted(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .single();
    }

    /** Number of complaints in the hub. */
    public long complaints() {
        return jdbc.sql("select count(*) from complaint").query(Long.class).single();
    }

    private Map<String, ExpectedOutcome> endings() {
        Map<String, ExpectedOutcome> all = new HashMap<>();
        // Things found in receipts; receipts that ended as a whole; things counted; arrivals again.
        add(all, """
                select r.mapping, i.outcome, i.code, count(*) as things from receipt_item i
                join receipt r on r.id = i.receipt_id group by r.mapping, i.outcome, i.code""");
        add(all, """
                select r.mapping, r.outcome, r.code, count(*) as things from receipt r
                where r.outcome is not null and not exists (select from receipt_item i where i.receipt_id = r.id)
                  and not (r.outcome = 'counted' and r.counted is not null and r.counted <> '{}'::jsonb)
                group by r.mapping, r.outcome, r.code""");
        add(all, """
                select r.mapping, 'counted' as outcome, null as code, sum(c.value::bigint) as things
                from receipt r cross join lateral jsonb_each_text(r.counted) c group by r.mapping""");
        add(all, """
                select r.mapping, 'repeated' as outcome, null as code, sum(k.arrivals - 1) as things
                from receipt_key k join receipt r on r.id = k.receipt_id
                where k.arrivals > 1 group by r.mapping""");
        return all;
    }

    private void add(Map<String, ExpectedOutcome> all, String sql) {
        jdbc.sql(sql)
                .query((row, n) -> {
                    String outcome = row.getString("outcome");
                    boolean coded = row.getString("code") != null
                            && Set.of("parked", "refused").contains(outcome);
                    String ending = coded ? outcome + " " + row.getString("code") : outcome;
                    ExpectedOutcome found = ExpectedOutcome.one(ending).times(row.getLong("things"));
                    return all.merge(row.getString("mapping"), found, ExpectedOutcome::and);
                })
                .list();
    }

    private Map<String, Set<String>> complaintNumbers() {
        Map<String, Set<String>> all = new HashMap<>();
        jdbc.sql("""
                        select r.mapping, c.number from complaint c
                        join receipt_item i on i.complaint_id = c.id and i.outcome = 'new-case'
                        join receipt r on r.id = i.receipt_id""")
                .query((row, n) -> all.computeIfAbsent(row.getString("mapping"), mapping -> new java.util.HashSet<>())
                        .add(row.getString("number")))
                .list();
        return all;
    }
}
