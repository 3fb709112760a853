package org.onestophub.loop.fact;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads facts. Every method works in the caller's transaction, which sees one state of the ledger. */
@Component
public class FactReader {

    private static final int FETCH = 2_000;
    /** Stands in no code. */
    private static final String SEPARATOR = "\u001f";

    private static final String FACTS = """
            select institution, institution_name, number, received_on, channel, matter_type,
              array_to_string(categories, chr(31)), array_to_string(departments, chr(31)),
              array_to_string(staff_roles, chr(31)), array_to_string(flags, chr(31)), state,
              array_to_string(marks, chr(31)), array_to_string(happened, chr(31)), not_handled, forum,
              array_to_string(core_systems, chr(31)), kind, track,
              array_to_string(changed_at_once, chr(31)), array_to_string(helpers, chr(31)), payout, result, satisfaction, array_to_string(duties_met, chr(31)),
              array_to_string(duties_missed, chr(31)), array_to_string(duties_open, chr(31)), closed_on,
              array_to_string(repeats, chr(31)), ended_on
            from complaint_fact
            where left_out = '' and (cast(:institution as text) is null or institution = :institution)
              and received_on < :end""";

    private final JdbcClient jdbc;

    FactReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many cases have no facts. */
    public long missing() {
        return jdbc.sql("select count(*) from complaint c"
                        + " where not exists (select from complaint_fact f where f.complaint_id = c.id)")
                .query(Long.class)
                .single();
    }

    /** The last number of the feed. */
    public long feedNo() {
        return jdbc.sql("select coalesce(max(feed_no), 0) from event")
                .query(Long.class)
                .single();
    }

    /** What an institution was called last; empty if nobody said. */
    public String nameOf(String institution) {
        return jdbc.sql("select institution_name from complaint_fact where institution = :institution"
                        + " and institution_name <> '' order by complaint_id desc limit 1")
                .param("institution", institution)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /**
     * Gives all facts that count of the days from {@code from} to before {@code end}; {@code institution} null: of all. In no
     * order.
     */
    public void read(@Nullable String institution, LocalDate from, LocalDate end, Consumer<Fact> taker) {
        read(" and received_on >= :from", institution, from, end, taker);
    }

    /** The same, and those of earlier days that had not ended before {@code from}. */
    public void readOpen(@Nullable String institution, LocalDate from, LocalDate end, Consumer<Fact> taker) {
        read(" and (received_on >= :from or ended_on is null or ended_on >= :from)", institution, from, end, taker);
    }

    private void read(String which, @Nullable String institution, LocalDate from, LocalDate end, Consumer<Fact> taker) {
        jdbc.sql(FACTS + which)
                .param("institution", institution)
                .param("from", Date.valueOf(from))
                .param("end", Date.valueOf(end))
                .withFetchSize(FETCH)
                .query(row -> {
                    taker.accept(factOf(row));
                });
    }

    /**
     * Gives the steps of all cases that ledgers list, by case and in order; {@code institution} null: of all. A case that was
     * withdrawn has its seals and hand-overs all the same.
     */
    public void readSteps(@Nullable String institution, Consumer<CaseStep> taker) {
        jdbc.sql(
                        "select institution, number, jsonb_build_object('steps', steps)::text from complaint_fact where steps <> '[]' and left_out in ('', 'withdrawn')"
                                + " and (cast(:institution as text) is null or institution = :institution) order by complaint_id")
                .param("institution", institution)
                .withFetchSize(FETCH)
                .query(row -> {
                    CaseStep.of(
                                    row.getString(1),
                                    row.getString(2),
                                    JsonText.objectOf(row.getString(3)).path("steps"))
                            .forEach(taker);
                });
    }

    private static Fact factOf(ResultSet row) throws SQLException {
        return new Fact(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                row.getString(5),
                row.getString(6),
                list(row, 7),
                list(row, 8),
                list(row, 9),
                list(row, 10),
                row.getString(11),
                list(row, 12),
                list(row, 13),
                row.getString(14),
                row.getString(15),
                list(row, 16),
                row.getString(17),
                row.getString(18),
                list(row, 19),
                list(row, 20),
                row.getBigDecimal(21),
                row.getString(22),
                row.getString(23),
                list(row, 24),
                list(row, 25),
                list(row, 26),
                row.getObject(27, LocalDate.class),
                row.getObject(29, LocalDate.class),
                list(row, 28));
    }

    private static List<String> list(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
    }
}
