package org.onestophub.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Complaints, their revisions, aliases, claims and events. Every method works in the caller's transaction. */
@Component
class CaseTable {

    static final String CREATED = "complaint.created";
    static final String UPDATED = "complaint.updated";

    private static final int SEARCH_CHARS = 4000;
    private static final int ALIAS_CHARS = 500;

    private final JdbcClient jdbc;

    CaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A fresh number of the sequence that receipts take theirs from. */
    long nextNumber() {
        return jdbc.sql("select nextval('number_seq')").query(Long.class).single();
    }

    /** The case, locked until the transaction ends so that its events are committed in their order. */
    Optional<CaseFile> lock(long id) {
        return jdbc.sql("select revision, document::text from complaint where id = :id for update")
                .param("id", id)
                .query((row, index) -> new CaseFile(id, row.getInt(1), JsonText.objectOf(row.getString(2))))
                .optional();
    }

    /** Opens a case; {@code itemAlias} can be had once only. */
    long open(ObjectNode document, String itemAlias, long receiptId, Instant now) {
        long id = jdbc.sql(
                        """
                        insert into complaint (number, channel, revision, document, search, received_at, updated_at)
                        values (:number, :channel, 1, :document::jsonb, :search, :receivedAt::timestamptz, :now)
                        returning id""")
                .param("number", document.path("number").asText())
                .param("channel", document.path("channel").asText())
                .param("document", JsonText.of(document))
                .param("search", searchText(document))
                .param("receivedAt", document.path("receivedAt").asText())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        addAlias("item", itemAlias, id);
        note(id, 1, document, receiptId, CREATED, now);
        return id;
    }

    /** Gives the case its next revision. */
    void revise(CaseFile file, Long receiptId, Instant now) {
        int revision = file.revision() + 1;
        jdbc.sql(
                        """
                        update complaint set revision = :revision, document = :document::jsonb, search = :search,
                          updated_at = :now where id = :id""")
                .param("revision", revision)
                .param("document", JsonText.of(file.document()))
                .param("search", searchText(file.document()))
                .param("now", Timestamp.from(now))
                .param("id", file.id())
                .update();
        note(file.id(), revision, file.document(), receiptId, UPDATED, now);
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

    /** The value as an alias is kept: a long one by its digest, as an index row of PostgreSQL holds 2,700 bytes. */
    static String bounded(String value) {
        return value.length() <= ALIAS_CHARS ? value : "sha256:" + HexFormat.of().formatHex(sha256(value));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Remembers a claim by which the patient may be found later. */
    void addClaim(String kind, String value, long id) {
        jdbc.sql("insert into complaint_claim (kind, value, complaint_id) values (:kind, :value, :id) "
                        + "on conflict do nothing")
                .param("kind", kind)
                .param("value", value)
                .param("id", id)
                .update();
    }

    private void note(long id, int revision, ObjectNode document, Long receiptId, String type, Instant now) {
        jdbc.sql(
                        """
                        insert into complaint_revision (complaint_id, revision, document, receipt_id, at)
                        values (:id, :revision, :document::jsonb, :receipt, :now)""")
                .param("id", id)
                .param("revision", revision)
                .param("document", JsonText.of(document))
                .param("receipt", receiptId)
                .param("now", Timestamp.from(now))
                .update();
        jdbc.sql("insert into event (complaint_id, revision, type, at) values (:id, :revision, :type, :now)")
                .param("id", id)
                .param("revision", revision)
                .param("type", type)
                .param("now", Timestamp.from(now))
                .update();
        document.path("externalIds").forEach(own -> addAlias(own.path("kind").asText(), CaseFinder.aliasOf(own), id));
        document.path("arrivals")
                .forEach(arrival -> addAlias("receipt-number", arrival.path("receiptNumber").asText(), id));
        addAlias("receipt-number", document.path("number").asText(), id);
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
