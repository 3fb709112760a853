package org.onestophub.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says to which case an arrival belongs, if to any. Only three things join cases: the thing's own key; a work order's
 * number from the platform that gave it; and a mail or receipt number it refers to, if the sender took part in that
 * case. A number alone is no right to see or add to a case (requirement H6).
 */
@Component
class CaseFinder {

    private static final Set<String> OWN_NUMBERS = Set.of("work-order", "desk-entry");
    private static final Set<String> THREADS = Set.of("message-id", "receipt-number");
    private static final int REFERENCES = 50;

    private final JdbcClient jdbc;

    CaseFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The case, locked until the transaction ends. */
    Optional<Long> caseOf(String itemAlias, ObjectNode document) {
        Optional<Long> same = withAlias("item", itemAlias).stream().findFirst();
        if (same.isPresent()) {
            return same;
        }
        for (JsonNode id : document.path("externalIds")) {
            if (OWN_NUMBERS.contains(id.path("kind").asText())) {
                Optional<Long> found = withAlias(id.path("kind").asText(), aliasOf(id)).stream().findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return threadOf(document);
    }

    /** True if another case came in a mail with the same Message-ID: a copy somebody changed, or an id used twice. */
    boolean sharesMessageId(ObjectNode document) {
        for (JsonNode id : document.path("externalIds")) {
            if (id.path("kind").asText().equals("message-id") && !withAlias("message-id", aliasOf(id)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The value under which an external id is kept: a work order's number means something only with its system. */
    static String aliasOf(JsonNode externalId) {
        return OWN_NUMBERS.contains(externalId.path("kind").asText())
                ? externalId.path("system").asText() + "|" + externalId.path("value").asText()
                : externalId.path("value").asText();
    }

    private Optional<Long> threadOf(ObjectNode document) {
        Set<String> senders = sendersIn(document);
        if (senders.isEmpty()) {
            return Optional.empty();
        }
        int looked = 0;
        for (JsonNode reference : document.path("references")) {
            if (!THREADS.contains(reference.path("kind").asText()) || looked++ >= REFERENCES) {
                continue;
            }
            for (Long id : withAlias(reference.path("kind").asText(), aliasOf(reference))) {
                if (tookPart(senders, id)) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    private boolean tookPart(Set<String> senders, long id) {
        String known = jdbc.sql("select document::text from complaint where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        Set<String> participants = sendersIn(JsonText.objectOf(known));
        participants.retainAll(senders);
        return !participants.isEmpty();
    }

    private static Set<String> sendersIn(ObjectNode document) {
        Set<String> senders = new HashSet<>();
        document.at("/complainant/emails").forEach(mail -> senders.add(mail.asText().toLowerCase(Locale.ROOT)));
        return senders;
    }

    private List<Long> withAlias(String kind, String value) {
        return jdbc.sql(
                        """
                        select complaint_id from complaint_alias where kind = :kind and value = :value
                        order by complaint_id limit 20""")
                .param("kind", kind)
                .param("value", CaseTable.bounded(value))
                .query(Long.class)
                .list();
    }
}
