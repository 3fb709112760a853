package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Restriction;
import org.onestophub.complaint.contract.CaseStatuses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Complaints, their revisions and events. Every method works in the caller's transaction. */
@Component
class CaseTable {

    private static final int SEARCH_CHARS = 4000;
    /** Number of the first revision of a case. */
    private static final int FIRST = 1;

    private static final String LOCK = """
            select id, revision, document::text, merged_into, own::text from complaint
            where id = any(:ids::bigint[]) and erased_at is null order by id for update""";

    private static final String IDS =
            "select nextval(pg_get_serial_sequence('complaint', 'id')) from generate_series(1, :count)";

    private static final String NUMBERS = "select nextval('number_seq') from generate_series(1, :count)";

    /** New cases, and the words that the search index takes up later. */
    private static final String OPEN = """
            with state as (
              select * from unnest(:id::bigint[], :number::text[], :channel::text[], :revision::int[],
                :document::text[], :search::text[], :receivedAt::text[])
                as s(id, number, channel, revision, document, search, received_at)),
            written as (
              insert into complaint (id, number, channel, revision, document, received_at, updated_at, institution)
              overriding system value
              select id, number, channel, revision, document::jsonb, received_at::timestamptz, :now,
                nullif(:institution, '') from state)
            insert into search_due (complaint_id, text) select id, search from state
            on conflict (complaint_id) do update set text = excluded.text""";

    /**
     * The first revision of a case is what the case is, and is not kept a second time until the case changes. All parts of a
     * statement see the ledger as it was before it.
     */
    private static final String CHANGE = """
            with state as (
              select * from unnest(:id::bigint[], :number::text[], :channel::text[], :revision::int[],
                :document::text[], :search::text[], :receivedAt::text[], :own::text[])
                as s(id, number, channel, revision, document, search, received_at, own)),
            kept as (
              update complaint_revision r set document = c.document
              from state s join complaint c on c.id = s.id
              where r.complaint_id = s.id and r.document is null),
            written as (
              update complaint set revision = state.revision, document = state.document::jsonb,
                own = coalesce(state.own::jsonb, complaint.own),
                channel = state.channel, received_at = state.received_at::timestamptz, updated_at = :now
              from state where complaint.id = state.id)
            insert into search_due (complaint_id, text) select id, search from state
            on conflict (complaint_id) do update set text = excluded.text""";

    private static final String REVISIONS = """
            insert into complaint_revision (complaint_id, revision, document, receipt_id, at)
            select id, revision, document::jsonb, receipt_id, :now
            from unnest(:id::bigint[], :revision::int[], :document::text[], :receipt::bigint[])
              as r(id, revision, document, receipt_id)""";

    private static final String EVENTS = """
            insert into event (complaint_id, revision, type, at, by_machine)
            select id, revision, type, :now, by_machine
            from unnest(:id::bigint[], :revision::int[], :type::text[], :byMachine::boolean[]) with ordinality
              as e(id, revision, type, by_machine, place)
            order by place""";

    /** An event that leaves the case as it is belongs to its present revision. */
    private static final String NEWS = """
            insert into event (complaint_id, revision, type, at, about, status_id)
            select c.id, c.revision, n.type, :now, n.about::jsonb, n.status
            from unnest(:id::bigint[], :type::text[], :about::text[], :status::bigint[]) with ordinality
              as n(id, type, about, status, place) join complaint c on c.id = n.id and not c.discipline
            order by n.place""";

    private final JdbcClient jdbc;
    private final CaseNameTable names;
    private final CaseMergeTable merges;
    /** Numbers drawn and not used; the sequence does not take them back. */
    private final Deque<Long> spare = new ArrayDeque<>();

    CaseTable(JdbcClient jdbc, CaseNameTable names, CaseMergeTable merges) {
        this.jdbc = jdbc;
        this.names = names;
        this.merges = merges;
    }

    /** So many next numbers of the sequence of receipt numbers. Give back what is not used. */
    Deque<Long> numbers(int count) {
        Deque<Long> drawn = new ArrayDeque<>(count);
        synchronized (spare) {
            while (drawn.size() < count && !spare.isEmpty()) {
                drawn.add(spare.remove());
            }
        }
        if (drawn.size() < count) {
            drawn.addAll(jdbc.sql(NUMBERS)
                    .param("count", count - drawn.size())
                    .query(Long.class)
                    .list());
        }
        return drawn;
    }

    /** Takes back numbers that no case got. */
    void giveBack(Collection<Long> unused) {
        synchronized (spare) {
            spare.addAll(unused);
        }
    }

    /**
     * A locked case.
     *
     * @param mergedInto the case that stands for it; null: none
     * @param own what it has beside what came for others; null: there is nothing of others in it
     */
    record Locked(
            CaseFile file,
            @Nullable Long mergedInto,
            @Nullable ObjectNode own) {}

    /** The cases that are not erased, locked until the transaction ends so that their events are committed in order. */
    List<Locked> lock(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(LOCK)
                        .param("ids", ids.toArray(Long[]::new))
                        .query((row, index) -> new Locked(
                                new CaseFile(row.getLong(1), row.getInt(2), JsonText.objectOf(row.getString(3))),
                                row.getObject(4, Long.class),
                                row.getString(5) == null ? null : JsonText.objectOf(row.getString(5))))
                        .list();
    }

    /** The cases that are not erased, as they are now. */
    List<CaseFile> read(Collection<Long> ids) {
        return jdbc.sql("select id, revision, document::text from complaint"
                        + " where id = any(:ids::bigint[]) and erased_at is null order by id")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> new CaseFile(row.getLong(1), row.getInt(2), JsonText.objectOf(row.getString(3))))
                .list();
    }

    /** How far a locked case is; {@code own} as in {@link Locked}. */
    record Revised(int revision, @Nullable ObjectNode own) {}

    /** Locks the cases that are not erased until the transaction ends; their revisions by their ids. */
    Map<Long, Revised> lockRevisions(Collection<Long> ids) {
        Map<Long, Revised> revisions = new HashMap<>();
        jdbc.sql("select id, revision, own::text from complaint"
                        + " where id = any(:ids::bigint[]) and erased_at is null order by id for update")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    String own = row.getString(3);
                    revisions.put(
                            row.getLong(1), new Revised(row.getInt(2), own == null ? null : JsonText.objectOf(own)));
                });
        return revisions;
    }

    /**
     * Writes all that was decided about cases: one statement for each table.
     * @param institution whose cases are opened; empty for the hub's own
     */
    void write(CaseChanges changes, String institution, Instant now) {
        if (!changes.cases().isEmpty()) {
            writeStates(changes, institution, now);
            writeRevisions(changes.revisions(), now);
            writeEvents(changes.revisions(), now);
        }
        names.add(changes.names());
        names.claim(changes.claims());
        merges.lend(changes.lent());
    }

    /** A case with several revisions is written once, in its last state. */
    private void writeStates(CaseChanges changes, String institution, Instant now) {
        List<OpenCase> begun = changes.cases().stream().filter(OpenCase::isNew).toList();
        if (!begun.isEmpty()) {
            List<Long> ids =
                    jdbc.sql(IDS).param("count", begun.size()).query(Long.class).list();
            for (int i = 0; i < begun.size(); i++) {
                begun.get(i).number(ids.get(i));
            }
        }
        Map<OpenCase, String> documents = new HashMap<>();
        changes.revisions().forEach(revision -> documents.put(revision.one(), revision.document()));
        Columns opened = stateColumns();
        Columns changed = stateColumns();
        for (OpenCase one : changes.cases()) {
            ObjectNode document = one.document();
            (one.isNew() ? opened : changed)
                    .row(
                            one.id(),
                            document.path("number").asText(),
                            document.path("channel").asText(),
                            one.revision(),
                            documents.get(one),
                            searchText((ObjectNode) Restriction.shown(document)),
                            document.path("receivedAt").asText(),
                            one.own() == null ? null : JsonText.of(one.own()));
        }
        if (!opened.isEmpty()) {
            opened.bind(jdbc.sql(OPEN))
                    .param("now", Timestamp.from(now))
                    .param("institution", institution)
                    .update();
        }
        update(CHANGE, changed, now);
    }

    private static Columns stateColumns() {
        return new Columns("id", "number", "channel", "revision", "document", "search", "receivedAt", "own");
    }

    private void writeRevisions(List<CaseChanges.Revision> revisions, Instant now) {
        Columns rows = new Columns("id", "revision", "document", "receipt");
        revisions.forEach(one ->
                rows.row(one.one().id(), one.number(), isWhatItsCaseIs(one) ? null : one.document(), one.receiptId()));
        update(REVISIONS, rows, now);
    }

    private static boolean isWhatItsCaseIs(CaseChanges.Revision one) {
        return one.number() == FIRST && one.one().revision() == FIRST;
    }

    private void writeEvents(List<CaseChanges.Revision> revisions, Instant now) {
        Columns rows = new Columns("id", "revision", "type", "byMachine");
        for (CaseChanges.Revision one : revisions) {
            // a case of the discipline route has no events, so that none leaves
            if (!DisciplineRoute.isOn(one.one().document())) {
                rows.row(one.one().id(), one.number(), one.type(), one.isByMachine());
            }
        }
        update(EVENTS, rows, now);
    }

    /** Adds the events that what was derived of cases asks for. */
    void announce(Map<Long, CaseStatuses.Derived> derived, Instant now) {
        Columns rows = new Columns("id", "type", "about", "status");
        derived.forEach((id, one) ->
                one.news().forEach(news -> rows.row(id, news.type(), JsonText.of(news.about()), news.statusId())));
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(NEWS)).param("now", Timestamp.from(now)).update();
        }
    }

    private void update(String sql, Columns rows, Instant now) {
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(sql)).param("now", Timestamp.from(now)).update();
        }
    }

    private static String searchText(ObjectNode document) {
        StringBuilder text = new StringBuilder(document.path("number").asText());
        document.path("externalIds").forEach(id -> append(text, id.path("value")));
        append(text, document.at("/complainant/name"));
        document.at("/complainant/phones").forEach(phone -> append(text, phone.path("raw")));
        document.at("/complainant/emails").forEach(mail -> append(text, mail));
        append(text, document.at("/patient/name"));
        append(text, document.at("/patient/patientNumber"));
        append(text, document.at("/visit/visitNumber"));
        document.at("/patient/link/said").forEach(former -> append(text, former));
        append(text, document.at("/matter/title"));
        append(text, document.at("/matter/facts"));
        return text.substring(0, Math.min(text.length(), SEARCH_CHARS)).replace('\0', ' ');
    }

    private static void append(StringBuilder text, JsonNode value) {
        if (value.isTextual() && text.length() < SEARCH_CHARS) {
            text.append(' ').append(value.textValue());
        }
    }
}
