package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The day at a glance: what came, what waits, what is due. Patient messages are not counted. */
@Component
public class OverviewQueries {

    private static final int HOURS = 24;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration OLDEST = Duration.ofSeconds(60);

    private static final String SHARES = """
            select institution, sum(came) as came, sum(today) as today, sum(over) as over, sum(alarms) as alarms,
              sum(warnings) as warnings
              from (select coalesce(c.uscc, '') as institution, m.came, m.today, m.over, m.alarms, 0 as warnings
                      from (select id as complaint_id, 1 as came, 0 as today, 0 as over, 0 as alarms
                              from complaint where received_at >= :from
                            union all
                            select d.complaint_id, 0, max(case when d.due_at >= :now then 1 else 0 end),
                                max(case when d.due_at < :now then 1 else 0 end), 0
                              from duty d where d.met_at is null and d.ended_at is null and d.due_at < :end
                             group by d.complaint_id
                            union all
                            select complaint_id, 0, 0, 0, 1 from case_alarm where acknowledged_at is null and not quiet) m
                      join complaint c on c.id = m.complaint_id
                     where\s""" + LedgerQueries.SEEN + """

                    union all
                    select institution, 0, 0, 0, 0, 1 from warning where state = 'raised') as s
             where :all or institution = any(:institutions)
             group by 1 order by over desc, today desc, alarms desc, warnings desc, came desc, 1""";

    /**
     * The hub as a whole.
     *
     * @param at as of when, UTC
     * @param outcomes inputs that came since midnight in the hospital's zone, by outcome; {@code waiting} for none yet
     * @param hours inputs of the last 24 hours, oldest first
     * @param complaintsToday complaints that came since midnight
     * @param held inputs that wait for a person
     * @param oldestHeldAt since when the oldest of them waits, UTC, absent if there is none
     * @param workWaiting inputs whose work is due
     * @param oldestWorkAt since when the oldest of them is due, UTC, absent if there is none
     * @param dueToday complaints of which an open duty ends before the next midnight and not before now
     * @param overdue complaints of which an open duty should have ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Overview", description = "The day at a glance.")
    public record Overview(
            Instant at,
            Map<String, Long> outcomes,
            List<Hour> hours,
            long complaintsToday,
            long held,
            @Nullable Instant oldestHeldAt,
            long workWaiting,
            @Nullable Instant oldestWorkAt,
            long dueToday,
            long overdue) {}

    /**
     * Inputs of one hour.
     *
     * @param from its beginning, UTC
     * @param count how many came
     */
    @Schema(name = "OverviewHour")
    public record Hour(Instant from, long count) {}

    /**
     * The complaints of an institution.
     *
     * @param institution unified social credit code; empty for several together and for complaints that name none
     * @param complaintsToday complaints that came since midnight in the hospital's zone
     * @param dueToday complaints of which an open duty ends before the next midnight and not before now
     * @param overdue complaints of which an open duty should have ended
     * @param alarms alarms that nobody has acknowledged, those aside that were too old to be sent
     * @param warnings warnings that nobody has acknowledged
     */
    public record Share(
            String institution, long complaintsToday, long dueToday, long overdue, long alarms, long warnings) {

        /** That of several institutions together; zeros for none. */
        public static Share sum(List<Share> shares) {
            return shares.stream().reduce(new Share("", 0, 0, 0, 0, 0), Share::with);
        }

        private Share with(Share other) {
            return new Share(
                    "",
                    complaintsToday + other.complaintsToday,
                    dueToday + other.dueToday,
                    overdue + other.overdue,
                    alarms + other.alarms,
                    warnings + other.warnings);
        }
    }

    private record Oldest(long count, @Nullable Instant since) {}

    private final LedgerQueries ledger;
    private final HubProperties hub;
    private final Clock clock;
    private final CachedCheck<Overview> last;

    OverviewQueries(LedgerQueries ledger, HubProperties hub, Clock clock) {
        this.ledger = ledger;
        this.hub = hub;
        this.clock = clock;
        this.last = new CachedCheck<>(clock, FRESH, OLDEST, this::look);
    }

    /**
     * The hub as a whole, looked at every few seconds at most.
     * @throws ProblemException RC-301 while the database is too slow
     */
    public Overview overview() {
        return last.get().orElseThrow(() -> new ProblemException(Problem.STORE_UNAVAILABLE));
    }

    /**
     * The share of each institution, the one with most overdue first; one with nothing of all this is left out.
     *
     * @param institutions those looked at; empty for all
     */
    public List<Share> shares(List<String> institutions) {
        return ledger.sql(SHARES)
                .param("from", Timestamp.from(midnight(0)))
                .param("now", Timestamp.from(clock.instant()))
                .param("end", Timestamp.from(midnight(1)))
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .query((row, n) -> new Share(
                        row.getString("institution"),
                        row.getLong("came"),
                        row.getLong("today"),
                        row.getLong("over"),
                        row.getLong("alarms"),
                        row.getLong("warnings")))
                .list();
    }

    /** Differs whenever something happened that lists show: an event, an input held or released, an alert. */
    public String mark() {
        return ledger.sql("""
                        select concat_ws(' ', (select max(id) from event), (select max(id) from held),
                          (select count(*) from held where released_at is null), (select max(id) from alert),
                          (select count(*) from alert where resolved_at is null))
                        """).query(String.class).single();
    }

    private Overview look() {
        Instant now = clock.instant();
        Instant midnight = midnight(0);
        Oldest held = oldest("select count(*) as many, min(held_at) as since from held where released_at is null", now);
        Oldest work = oldest(
                "select count(*) as many, min(due_at) as since from work where due_at <= :now and lane <> 'patient'",
                now);
        long today = ledger.sql("select count(*) from complaint where received_at >= :from and not discipline")
                .param("from", Timestamp.from(midnight))
                .query(Long.class)
                .single();
        List<Long> duties = ledger.sql("""
                        select count(distinct d.complaint_id) filter (where d.due_at >= :now) as today,
                          count(distinct d.complaint_id) filter (where d.due_at < :now) as over
                          from duty d join complaint c on c.id = d.complaint_id and not c.discipline
                         where d.met_at is null and d.ended_at is null and d.due_at < :end
                        """)
                .param("now", Timestamp.from(now))
                .param("end", Timestamp.from(midnight(1)))
                .query((row, n) -> List.of(row.getLong("today"), row.getLong("over")))
                .single();
        return new Overview(
                now,
                outcomes(midnight),
                hours(now),
                today,
                held.count(),
                held.since(),
                work.count(),
                work.since(),
                duties.get(0),
                duties.get(1));
    }

    private Map<String, Long> outcomes(Instant midnight) {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        ledger.sql("""
                        select coalesce(outcome, 'waiting') as outcome, count(*) as many from receipt
                         where received_at >= :from and number is not null group by 1 order by 2 desc, 1
                        """)
                .param("from", Timestamp.from(midnight))
                .query((row, n) -> outcomes.put(row.getString("outcome"), row.getLong("many")))
                .list();
        return outcomes;
    }

    private List<Hour> hours(Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1L, ChronoUnit.HOURS);
        long[] counts = new long[HOURS];
        ledger.sql("""
                        select floor(extract(epoch from received_at - cast(:first as timestamptz)) / 3600) as hour, count(*) as many
                          from receipt where received_at >= :first and number is not null group by 1
                        """)
                .param("first", Timestamp.from(first))
                .query((row, n) -> {
                    int hour = row.getInt("hour");
                    if (hour < HOURS) {
                        counts[hour] = row.getLong("many");
                    }
                    return hour;
                })
                .list();
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < HOURS; i++) {
            hours.add(new Hour(first.plus(i, ChronoUnit.HOURS), counts[i]));
        }
        return hours;
    }

    private Oldest oldest(String sql, Instant now) {
        return ledger.sql(sql)
                .params(sql.contains(":now") ? Map.of("now", Timestamp.from(now)) : Map.of())
                .query((row, n) -> new Oldest(row.getLong("many"), LedgerQueries.instantOrNull(row, "since")))
                .single();
    }

    private Instant midnight(int days) {
        return LocalDate.ofInstant(clock.instant(), hub.zone())
                .plusDays(days)
                .atStartOfDay(hub.zone())
                .toInstant();
    }
}
