package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Complaints, their revisions, aliases, claims and events. Every method works in the caller's transaction. */
@Component
class CaseTable {

    private static final int SEARCH_CHARS = 4000;
    private static final int ALIAS_CHARS = 500;

    private static final String OPEN = """
            with c as (
              insert into complaint (number, channel, revision, document, search, received_at, updated_at)
              values (:number, :channel, :revision, :document::jsonb, :search, :receivedAt::timestamptz, :now)
              returning id)""";

    private static final String REVISE = """
            with c as (
              update complaint set revision = :revision, document = :document::jsonb, search = :search,
                channel = :channel, received_at = :receivedAt::timestamptz, updated_at = :now where id = :id
              returning id)""";

    /** Written with every revision; one statement, because a file of calls opens thousands of cases at once. */
    private static final String NOTE = """
            , r as (
              insert into complaint_revision (complaint_id, revision, document, receipt_id, at)
              select id, :revision, :document::jsonb, cast(:receipt as bigint), cast(:now as timestamptz) from c),
            e as (
              insert into event (complaint_id, revision, type, at, by_machine)
              select id, :revision, cast(:type as text), cast(:now as timestamptz), :byMachine from c),
            a as (
              insert into complaint_alias (kind, value, complaint_id)
              select kind, value, id from c, unnest(cast(:kinds as text[]), cast(:values as text[])) as name(kind, value)
              on conflict (kind, value, complaint_id) do nothing)
            select id from c""";

    private final JdbcClient jdbc;

    CaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number of the sequence of receipt numbers. */
    long nextNumber() {
        return jdbc.sql("select nextval('number_seq')").query(Long.class).single();
    }

    /** The case, locked until the transaction ends so that its events are committed in order; empty if it is erased. */
    Optional<CaseFile> lock(long id) {
        return jdbc.sql(
                        "select revision, document::text from complaint where id = :id and erased_at is null for update")
                .param("id", id)
                .query((row, index) -> new CaseFile(id, row.getInt(1), JsonText.objectOf(row.getString(2))))
                .optional();
    }

    /** Opens a case; {@code itemAlias} must be unique. */
    long open(ObjectNode document, String itemAlias, long receiptId, Instant now) {
        Names names = namesIn(document);
        names.add("item", itemAlias);
        return revised(OPEN, document, 1, receiptId, EventTypes.CREATED, names, now)
                .param("byMachine", false)
                .param("number", document.path("number").asText())
                .query(Long.class)
                .single();
    }

    /**
     * Gives the case its next revision.
     * @param isByMachine true if it holds nothing new but a machine's answer: the district is not given it
     */
    void revise(CaseFile file, @Nullable Long receiptId, boolean isByMachine, Instant now) {
        revised(
                        REVISE,
                        file.document(),
                        file.revision() + 1,
                        receiptId,
                        EventTypes.UPDATED,
                        namesIn(file.document()),
                        now)
                .param("byMachine", isByMachine)
                .param("id", file.id())
                .query(Long.class)
                .single();
    }

    /** One more name under which the case is found. */
    void addAlias(String kind, String value, long id) {
        if (value.isEmpty()) {
            return;
        }
        jdbc.sql("insert into complaint_alias (kind, value, complaint_id) values (:kind, :value, :id) "
                        + "on conflict (kind, value, complaint_id) do nothing")
                .param("kind", kind)
                .param("value", bounded(value))
                .param("id", id)
                .update();
    }

    /** The stored form of an alias: a long one as a digest, because an index row of PostgreSQL holds 2,700 bytes. */
    static String bounded(String value) {
        return value.length() <= ALIAS_CHARS
                ? value
                : "sha256:" + Digest.sha256(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Remembers claims by which the patient may be found later. */
    void addClaims(List<Complaint.Claim> claims, long id) {
        jdbc.sql("insert into complaint_claim (kind, value, complaint_id) "
                        + "select kind, value, :id from unnest(cast(:kinds as text[]), cast(:values as text[])) "
                        + "as claim(kind, value) on conflict do nothing")
                .param("id", id)
                .param("kinds", claims.stream().map(Complaint.Claim::kind).toArray(String[]::new))
                .param("values", claims.stream().map(Complaint.Claim::value).toArray(String[]::new))
                .update();
    }

    private JdbcClient.StatementSpec revised(
            String sql,
            ObjectNode document,
            int revision,
            @Nullable Long receiptId,
            String type,
            Names names,
            Instant now) {
        return jdbc.sql(sql + NOTE)
                .param("document", JsonText.of(document))
                .param("channel", document.path("channel").asText())
                .param("receivedAt", document.path("receivedAt").asText())
                .param("search", searchText(document))
                .param("revision", revision)
                .param("receipt", receiptId)
                .param("type", type)
                .param("kinds", names.kinds.toArray(String[]::new))
                .param("values", names.values.toArray(String[]::new))
                .param("now", Timestamp.from(now));
    }

    private static Names namesIn(ObjectNode document) {
        Names names = new Names();
        document.path("externalIds").forEach(own -> names.add(own.path("kind").asText(), CaseFinder.aliasOf(own)));
        document.path("arrivals")
                .forEach(arrival -> names.add(
                        "receipt-number", arrival.path("receiptNumber").asText()));
        names.add("receipt-number", document.path("number").asText());
        LeadFinder.textNamesOf(document).forEach((kind, values) -> values.forEach(value -> names.add(kind, value)));
        int kept = 0;
        for (JsonNode reference : document.path("references")) {
            if (reference.path("kind").asText().equals("message-id") && kept++ < CaseFinder.REFERENCES) {
                names.add(CaseFinder.REFERS_TO, CaseFinder.aliasOf(reference));
            }
        }
        return names;
    }

    /** Names under which a case is found again, in two columns. */
    private static final class Names {
        private final List<String> kinds = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        private void add(String kind, String value) {
            if (!value.isEmpty()) {
                kinds.add(kind);
                values.add(bounded(value));
            }
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
