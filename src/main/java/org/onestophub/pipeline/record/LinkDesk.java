package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.pipeline.record.CaseLinkTable.Numbered;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people decide about complaints that may belong together. A merge is a status event, as if a system had sent it. */
@Component
class LinkDesk implements CaseLinks {

    /** Cases that one case may stand for. */
    private static final int LIMIT = 100;

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,16})-(\\d{1,18})-(\\d{1,18})");

    private static final String LIST = """
            select l.*, a.number, a.channel, a.received_at, b.number as other, b.channel as other_channel,
              b.received_at as other_received_at
            from case_link l join complaint a on a.id = l.first_id join complaint b on b.id = l.second_id
            where l.refused_at is null and not a.discipline and not b.discipline and coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id)
              and (cast(:all as boolean) or l.institution = any(:institutions)) %s
              and (l.found_at, l.first_id, l.second_id) < (:at, :first, :second)
            order by l.found_at desc, l.first_id desc, l.second_id desc limit :rows""";

    /** Of one complaint: its id first, so that its links are found by their keys and not among all. */
    private static final String OF_ONE = """
            and (l.first_id = (select id from complaint where number = :number)
                or l.second_id = (select id from complaint where number = :number))""";

    private final JdbcClient jdbc;
    private final CaseLinkTable table;
    private final LinkProperties properties;
    private final EventDesk events;
    private final Clock clock;

    LinkDesk(JdbcClient jdbc, CaseLinkTable table, LinkProperties properties, EventDesk events, Clock clock) {
        this.jdbc = jdbc;
        this.table = table;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    private record Row(Suggestion suggestion, long first, long second) {}

    @Override
    public Suggestions list(List<String> institutions, @Nullable String complaint, @Nullable String cursor, int limit) {
        Matcher after = CURSOR.matcher(cursor == null ? "9999999999999999-0-0" : cursor);
        if (!after.matches()) {
            throw new ProblemException(Problem.REQUEST_INVALID, "cursor");
        }
        Instant at = cursor == null
                ? clock.instant().plus(1, ChronoUnit.DAYS)
                : Instant.EPOCH.plus(Long.parseLong(after.group(1)), ChronoUnit.MICROS);
        List<Row> rows = jdbc.sql(LIST.formatted(complaint == null ? "" : OF_ONE))
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("number", complaint)
                .param("at", Timestamp.from(at))
                .param("first", Long.parseLong(after.group(2)))
                .param("second", Long.parseLong(after.group(3)))
                .param("rows", limit + 1)
                .query((row, index) -> new Row(
                        suggestion(
                                new Side(
                                        row.getString("number"),
                                        row.getString("channel"),
                                        row.getTimestamp("received_at").toInstant()),
                                new Side(
                                        row.getString("other"),
                                        row.getString("other_channel"),
                                        row.getTimestamp("other_received_at").toInstant()),
                                row.getInt("likeness"),
                                Arrays.asList(
                                        (String[]) row.getArray("evidence").getArray()),
                                row.getTimestamp("found_at").toInstant()),
                        row.getLong("first_id"),
                        row.getLong("second_id")))
                .list();
        List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
        return new Suggestions(
                page.stream().map(Row::suggestion).toList(),
                rows.size() <= limit ? null : cursorOf(page.get(page.size() - 1)));
    }

    private record Side(String number, String channel, Instant receivedAt) {}

    private static Suggestion suggestion(Side one, Side other, int likeness, List<String> evidence, Instant foundAt) {
        boolean isTurned = other.receivedAt().isBefore(one.receivedAt());
        Side first = isTurned ? other : one;
        Side second = isTurned ? one : other;
        return new Suggestion(
                first.number(),
                first.channel(),
                first.receivedAt(),
                second.number(),
                second.channel(),
                second.receivedAt(),
                likeness,
                evidence,
                foundAt);
    }

    private static String cursorOf(Row last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.suggestion().foundAt()) + "-" + last.first() + "-"
                + last.second();
    }

    @Override
    public Kin kin(long complaintId) {
        int[] repeats = table.repeats(complaintId);
        return new Kin(table.into(complaintId), table.members(complaintId), repeats[0], repeats[1], repeats[2]);
    }

    @Override
    public List<Long> earlier(long complaintId, int most) {
        return table.earlier(complaintId, properties.repeats(), most);
    }

    @Override
    public void merge(String complaint, String into, List<String> institutions, String by, String reason) {
        events.done(() -> {
            events.lock(complaint, into);
            Numbered one = events.seen(complaint, institutions);
            Numbered other = events.seen(into, institutions);
            if (!one.institution().equals(other.institution())) {
                throw new ProblemException(Problem.NOT_FOUND, "into");
            }
            if (one.standing() == other.standing()) {
                return;
            }
            ObjectNode event = events.event(one.standingNumber(), "merged", one.institution(), by, reason);
            event.putArray("others").addObject().put("kind", "receipt-number").put("value", other.standingNumber());
            events.note(event, one.standing());
            if (table.into(one.standing()) == null) {
                throw new ProblemException(
                        table.members(other.standing()).size() < LIMIT
                                ? Problem.STATUS_NOT_POSSIBLE
                                : Problem.MERGE_TOO_MANY,
                        "complaint");
            }
        });
    }

    @Override
    public void takeApart(String complaint, List<String> institutions, String by, String reason) {
        events.done(() -> {
            events.lock(complaint, complaint);
            Numbered one = events.seen(complaint, institutions);
            if (one.standing() != one.id()) {
                events.note(events.event(one.number(), "unmerged", one.institution(), by, reason), one.id());
                if (table.into(one.id()) != null) {
                    throw new ProblemException(Problem.STATUS_NOT_POSSIBLE, "complaint");
                }
            }
        });
    }

    @Override
    public void refuse(String complaint, String other, List<String> institutions, String by, String reason) {
        events.done(() -> {
            Numbered one = events.seen(complaint, institutions);
            Numbered two = events.seen(other, institutions);
            if (one.id() == two.id() || !one.institution().equals(two.institution())) {
                throw new ProblemException(Problem.NOT_FOUND, "other");
            }
            table.refuse(one.id(), two.id(), one.institution(), by, reason, clock.instant());
        });
    }
}
