package org.onestophub.loop.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.loop.duty.Plausible;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Status events, those that wait, and the states of cases. Every method works in the caller's transaction. */
@Component
class StatusTable {

    private static final String INSTITUTION = "coalesce(c.document -> 'institution' ->> 'uscc', '')";

    private static final String INSERT = """
            insert into status_event (institution, source, event_id, complaint_id, type, occurred_at, received_at,
              receipt_id, sha256, document)
            values (:institution, :source, :eventId, cast(:complaint as bigint), :type, :occurredAt, :receivedAt,
              cast(:receipt as bigint), :sha256, cast(:document as jsonb))
            on conflict (institution, source, event_id) do nothing returning id""";

    /** An event that names two cases waits on, whichever of them is there first. */
    private static final String WAITED_FOR = """
            select w.status_id from status_waiting w
              join status_event s on s.id = w.status_id
              join complaint_alias a on a.kind = w.kind and a.value = w.value
              join complaint c on c.id = a.complaint_id and c.erased_at is null
             where s.institution =\s""" + INSTITUTION + """
               and w.status_id in (select w2.status_id from status_waiting w2
                 join complaint_alias a2 on a2.kind = w2.kind and a2.value = w2.value where a2.complaint_id = :id)
             group by w.status_id having count(distinct a.complaint_id) = 1 and min(a.complaint_id) = :id
             order by w.status_id limit :most""";

    private final JdbcClient jdbc;

    StatusTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event that is in the ledger already. */
    record Known(byte[] sha256, @Nullable Long complaintId) {}

    /** Writes the event; empty if its id is in the ledger already. */
    Optional<Long> insert(StatusEvent event, @Nullable Long complaintId, @Nullable Long receiptId) {
        Instant receivedAt = Objects.requireNonNull(event.receivedAt(), "receivedAt");
        // the column is for people and order; the document has what was said
        Instant occurredAt = Plausible.isTime(event.occurredAt()) ? event.occurredAt() : receivedAt;
        return jdbc.sql(INSERT)
                .param("institution", institutionOf(event))
                .param("source", event.source())
                .param("eventId", event.eventId())
                .param("complaint", complaintId)
                .param("type", event.type())
                .param("occurredAt", Timestamp.from(occurredAt))
                .param("receivedAt", Timestamp.from(receivedAt))
                .param("receipt", receiptId)
                .param("sha256", digestOf(event))
                .param("document", JsonText.of(CanonicalJson.MAPPER.valueToTree(event)))
                .query(Long.class)
                .optional();
    }

    /** The event with that id, if it is there. */
    Optional<Known> known(StatusEvent event) {
        return jdbc.sql("select sha256, complaint_id from status_event "
                        + "where institution = :institution and source = :source and event_id = :eventId")
                .param("institution", institutionOf(event))
                .param("source", event.source())
                .param("eventId", event.eventId())
                .query((row, index) -> new Known(row.getBytes(1), row.getObject(2, Long.class)))
                .optional();
    }

    /** The cases of that institution with one of these names. */
    List<Long> casesOf(String institution, Collection<CaseName> names) {
        return jdbc.sql(
                        "select distinct c.id from unnest(cast(:kinds as text[]), cast(:values as text[])) as n(kind, value) "
                                + "join complaint_alias a on a.kind = n.kind and a.value = n.value "
                                + "join complaint c on c.id = a.complaint_id "
                                + "where c.erased_at is null and " + INSTITUTION + " = :institution order by c.id")
                .param("kinds", names.stream().map(CaseName::kind).toArray(String[]::new))
                .param("values", names.stream().map(CaseName::value).toArray(String[]::new))
                .param("institution", institution)
                .query(Long.class)
                .list();
    }

    /** Lets an event wait for a case with one of these names. */
    void await(long statusId, Collection<CaseName> names) {
        jdbc.sql("insert into status_waiting (status_id, kind, value) select :id, kind, value "
                        + "from unnest(cast(:kinds as text[]), cast(:values as text[])) as n(kind, value) "
                        + "on conflict do nothing")
                .param("id", statusId)
                .param("kinds", names.stream().map(CaseName::kind).toArray(String[]::new))
                .param("values", names.stream().map(CaseName::value).toArray(String[]::new))
                .update();
    }

    /** Gives a case the events that waited for it and for no other, at most so many. */
    void release(long complaintId, int most) {
        Long[] waited = jdbc.sql(WAITED_FOR)
                .param("id", complaintId)
                .param("most", most)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        if (waited.length == 0) {
            return;
        }
        jdbc.sql("update status_event set complaint_id = :id where id = any(:waited) and complaint_id is null")
                .param("id", complaintId)
                .param("waited", waited)
                .update();
        jdbc.sql("delete from status_waiting where status_id = any(:waited)")
                .param("waited", waited)
                .update();
    }

    /** The complaint of a case, locked until the transaction ends; empty if it is erased or not there. */
    Optional<JsonNode> lock(long complaintId) {
        return jdbc.sql("select document::text from complaint where id = :id and erased_at is null for update")
                .param("id", complaintId)
                .query((row, index) -> (JsonNode) JsonText.objectOf(row.getString(1)))
                .optional();
    }

    /** How many events a case has. */
    int count(long complaintId) {
        return jdbc.sql("select count(*) from status_event where complaint_id = :id")
                .param("id", complaintId)
                .query(Integer.class)
                .single();
    }

    /** The events of a case. */
    List<StatusEvent> of(long complaintId) {
        return jdbc.sql("select document::text from status_event where complaint_id = :id order by id")
                .param("id", complaintId)
                .query((row, index) -> eventOf(row.getString(1)))
                .list();
    }

    /** Writes the state of a case. */
    void note(long complaintId, CaseHistory history, JsonNode findings, @Nullable Instant nextAt, Instant now) {
        jdbc.sql("insert into case_status (complaint_id, state, marks, findings, next_at, derived_at) "
                        + "values (:id, :state, cast(:marks as text[]), cast(:findings as jsonb), "
                        + "cast(:next as timestamptz), :now) "
                        + "on conflict (complaint_id) do update set state = excluded.state, marks = excluded.marks, "
                        + "findings = excluded.findings, next_at = excluded.next_at, derived_at = excluded.derived_at")
                .param("id", complaintId)
                .param("state", history.state())
                .param("marks", history.marks().toArray(String[]::new))
                .param("findings", JsonText.of(findings))
                .param("next", nextAt == null ? null : nextAt.toString())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes away the events and the state of a case. */
    void erase(long complaintId) {
        jdbc.sql("delete from status_event where complaint_id = :id")
                .param("id", complaintId)
                .update();
        jdbc.sql("delete from case_status where complaint_id = :id")
                .param("id", complaintId)
                .update();
    }

    /** The digest of what the source said; the hub's own fields are no part of it. */
    static byte[] digestOf(StatusEvent event) {
        ObjectNode said = CanonicalJson.MAPPER.valueToTree(event);
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
