package org.onestophub.loop.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.ErasedKey;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.StatusEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Status events, those that wait, and the states of cases. Every method is one statement in the caller's transaction. */
@Component
class StatusTable {

    static final String INSTITUTION = "coalesce(c.uscc, '')";

    private static final String KNOWN = """
            with k as (select * from unnest(cast(:institutions as text[]), cast(:sources as text[]), cast(:ids as text[]))
              as k(i, s, e))
            select k.i, k.s, k.e, s.sha256, s.complaint_id, false from k
              join status_event s on s.institution = k.i and s.source = k.s and s.event_id = k.e
            union all
            select k.i, k.s, k.e, g.sha256, g.complaint_id, true from k
              join status_erased g on g.institution = k.i and g.source = k.s and g.event_key =\s""" + ErasedKey.sql("k.e");

    private static final String ERASE = """
            with state as (delete from case_status where complaint_id = :id),
            gone as (delete from status_event where complaint_id = :id returning institution, source, event_id, sha256)
            insert into status_erased (institution, source, event_key, sha256, complaint_id)
            select institution, source,\s""" + ErasedKey.sql("event_id") + """
            , sha256, :id from gone on conflict do nothing""";

    private static final String CASES = """
            select distinct n.place, c.id, coalesce(c.merged_into, c.id)
              from unnest(cast(:places as int[]), cast(:institutions as text[]), cast(:kinds as text[]),
                cast(:values as text[])) as n(place, institution, kind, value)
              join complaint_alias a on a.kind = n.kind and a.value = n.value
              join complaint c on c.id = a.complaint_id and c.erased_at is null
               and (:all or not c.discipline)
             where n.institution =\s""" + INSTITUTION + """
             order by 1, 2""";

    private static final String INSERT = """
            insert into status_event (institution, source, event_id, complaint_id, type, occurred_at, received_at,
              receipt_id, item, sha256, document)
            select r.institution, r.source, r.event_id, r.complaint_id, r.type, r.occurred_at, r.received_at,
              r.receipt_id, r.item, decode(r.sha256, 'hex'), r.document
              from jsonb_to_recordset(cast(:rows as jsonb)) as r(institution text, source text, event_id text,
                complaint_id bigint, type text, occurred_at timestamptz, received_at timestamptz, receipt_id bigint,
                item int, sha256 text, document jsonb, place int)
             order by r.place
            on conflict (institution, source, event_id) do nothing
            returning id, institution, source, event_id""";

    private static final String NOTE = """
            insert into case_status (complaint_id, state, marks, findings, next_at, lead, derived_at)
            select r.id, r.state, r.marks::text[], r.findings::jsonb, r.next_at::timestamptz, r.lead, cast(:now as timestamptz)
              from unnest(cast(:ids as bigint[]), cast(:states as text[]), cast(:marks as text[]), cast(:findings as text[]),
                cast(:nextAt as text[]), cast(:leads as text[])) as r(id, state, marks, findings, next_at, lead)
            on conflict (complaint_id) do update set state = excluded.state, marks = excluded.marks, lead = excluded.lead,
              findings = excluded.findings, next_at = excluded.next_at, derived_at = excluded.derived_at""";

    private final JdbcClient jdbc;

    StatusTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By what a source knows its event. */
    record Key(String institution, String source, String eventId) {

        static Key of(StatusEvent event) {
            return new Key(institutionOf(event), event.source(), event.eventId());
        }
    }

    /** An event that is in the ledger already; {@code isErased} if its case was erased since. */
    record Known(byte[] sha256, @Nullable Long complaintId, boolean isErased) {}

    /** Those of the events whose ids are in the ledger. */
    Map<Key, Known> known(Collection<Key> keys) {
        Map<Key, Known> known = new HashMap<>();
        List<Key> sorted = List.copyOf(keys);
        jdbc.sql(KNOWN)
                .param("institutions", sorted.stream().map(Key::institution).toArray(String[]::new))
                .param("sources", sorted.stream().map(Key::source).toArray(String[]::new))
                .param("ids", sorted.stream().map(Key::eventId).toArray(String[]::new))
                .query(row -> {
                    known.put(
                            new Key(row.getString(1), row.getString(2), row.getString(3)),
                            new Known(row.getBytes(4), row.getObject(5, Long.class), row.getBoolean(6)));
                });
        return known;
    }

    /**
     * For each event the cases of its institution that it names, lowest first; where one stands for all, that one.
     *
     * @param all false: without cases of the discipline route
     */
    List<List<Long>> casesOf(List<StatusEvent> events, boolean all) {
        List<List<Long>> cases = new ArrayList<>();
        List<Set<Long>> roots = new ArrayList<>();
        Columns columns = new Columns("places", "institutions", "kinds", "values");
        for (int place = 0; place < events.size(); place++) {
            cases.add(new ArrayList<>());
            roots.add(new TreeSet<>());
            for (CaseName name : namesOf(events.get(place))) {
                columns.row(place, institutionOf(events.get(place)), name.kind(), name.value());
            }
        }
        columns.bind(jdbc.sql(CASES)).param("all", all).query(row -> {
            cases.get(row.getInt(1)).add(row.getLong(2));
            roots.get(row.getInt(1)).add(row.getLong(3));
        });
        for (int place = 0; place < cases.size(); place++) {
            if (cases.get(place).size() > 1 && roots.get(place).size() == 1) {
                cases.set(place, new ArrayList<>(roots.get(place)));
            }
        }
        return cases;
    }

    /** A row of an event; {@code complaintId} null: it waits. */
    record Row(
            StatusEvent event,
            @Nullable Long complaintId,
            @Nullable Long receiptId,
            int item) {}

    /** Writes the events and gives their ids; one that is in the ledger already has none. */
    Map<Key, Long> insert(List<Row> rows) {
        Map<Key, Long> ids = new HashMap<>();
        if (rows.isEmpty()) {
            return ids;
        }
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        rows.forEach(row -> all.add(json(row).put("place", all.size())));
        jdbc.sql(INSERT).param("rows", JsonText.of(all)).query(row -> {
            ids.put(new Key(row.getString(2), row.getString(3), row.getString(4)), row.getLong(1));
        });
        return ids;
    }

    private static ObjectNode json(Row row) {
        StatusEvent event = row.event();
        Instant receivedAt = Objects.requireNonNull(event.receivedAt(), "receivedAt");
        // the column is for people and order; the document has what was said
        Instant occurredAt = CaseHistories.timeOf(event);
        ObjectNode json = CanonicalJson.MAPPER
                .createObjectNode()
                .put("institution", institutionOf(event))
                .put("source", event.source())
                .put("event_id", event.eventId())
                .put("complaint_id", row.complaintId())
                .put("type", event.type())
                .put("occurred_at", occurredAt.toString())
                .put("received_at", receivedAt.toString())
                .put("receipt_id", row.receiptId())
                .put("item", row.item())
                .put("sha256", HexFormat.of().formatHex(digestOf(event)));
        json.set("document", CanonicalJson.MAPPER.valueToTree(event));
        return json;
    }

    /** How many events cases have; one without any is left out. */
    Map<Long, Integer> count(Collection<Long> complaintIds) {
        Map<Long, Integer> counts = new HashMap<>();
        jdbc.sql("select complaint_id, count(*) from status_event where complaint_id = any(:ids) group by 1")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    counts.put(row.getLong(1), row.getInt(2));
                });
        return counts;
    }

    /** An event that names a case; {@code passedTo} is the case it counts for, {@code receiptId} the input it came with. */
    record OfCase(
            long id,
            StatusEvent event,
            boolean isAnnounced,
            boolean isAnnouncedIdle,
            @Nullable Long passedTo,
            @Nullable Long receiptId) {}

    /** The events of cases, by case. */
    Map<Long, List<OfCase>> of(Collection<Long> complaintIds) {
        Map<Long, List<OfCase>> events = new HashMap<>();
        if (complaintIds.isEmpty()) {
            return events;
        }
        jdbc.sql(
                        "select complaint_id, id, document::text, announced, announced_idle, passed_to, receipt_id from status_event "
                                + "where complaint_id = any(:ids) order by id")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    events.computeIfAbsent(row.getLong(1), none -> new ArrayList<>())
                            .add(new OfCase(
                                    row.getLong(2),
                                    eventOf(row.getString(3)),
                                    row.getBoolean(4),
                                    row.getBoolean(5),
                                    row.getObject(6, Long.class),
                                    row.getObject(7, Long.class)));
                });
        return events;
    }

    /** Remembers that others were notified of these events; {@code idle}: those that changed nothing then. */
    void announced(Collection<Long> statusIds, Collection<Long> idle) {
        if (!statusIds.isEmpty()) {
            jdbc.sql("update status_event set announced = true, announced_idle = id = any(:idle) where id = any(:ids)")
                    .param("ids", statusIds.toArray(Long[]::new))
                    .param("idle", idle.toArray(Long[]::new))
                    .update();
        }
    }

    /** The state of a case. {@code nextAt} null: nothing changes by itself. */
    record State(
            long complaintId,
            CaseHistory history,
            JsonNode findings,
            @Nullable Instant nextAt) {}

    /** Writes the states of cases. */
    void note(List<State> states, Instant now) {
        if (states.isEmpty()) {
            return;
        }
        Columns rows = new Columns("ids", "states", "marks", "findings", "nextAt", "leads");
        for (State one : states) {
            rows.row(
                    one.complaintId(),
                    one.history().state(),
                    Columns.arrayOf(one.history().marks()),
                    JsonText.of(one.findings()),
                    one.nextAt() == null ? null : one.nextAt().toString(),
                    one.history().lead());
        }
        rows.bind(jdbc.sql(NOTE)).param("now", now.toString()).update();
    }

    /** Takes away the events and the state of a case; digests of the keys stay. */
    void erase(long complaintId) {
        jdbc.sql(ERASE).param("id", complaintId).update();
    }

    /** The names under which a case may be that the event speaks of. */
    static List<CaseName> namesOf(StatusEvent event) {
        return event.complaint().stream()
                .flatMap(number -> CaseName.of(number).stream())
                .distinct()
                .toList();
    }

    /** The digest of what the source said; the hub's own fields are no part of it. */
    static byte[] digestOf(StatusEvent event) {
        ObjectNode said = CanonicalJson.MAPPER.valueToTree(event);
        if (event.occurredAt().equals(event.receivedAt())) {
            // the source named no time, so the hub took that of the arrival
            said.remove("occurredAt");
        }
        said.remove(List.of("receivedAt", "findings", "institution"));
        return Digest.raw(JsonText.of(said).getBytes(StandardCharsets.UTF_8));
    }

    static String institutionOf(StatusEvent event) {
        return event.institution() == null || event.institution().uscc() == null
                ? ""
                : event.institution().uscc();
    }

    private static StatusEvent eventOf(String text) {
        try {
            return CanonicalJson.MAPPER.readValue(text, StatusEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's own status event cannot be read");
        }
    }
}
