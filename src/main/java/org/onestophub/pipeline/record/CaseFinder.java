package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Digest;
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

    /** Names things of erased complaints: a digest of their key and of how READ saw them. */
    static final String ERASED_ITEM = "erased-item";

    private final JdbcClient jdbc;
    private final CaseTable cases;

    CaseFinder(JdbcClient jdbc, CaseTable cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    /**
     * What is known of a thing.
     *
     * @param open the case it belongs to, locked until the transaction ends; null if there is none
     * @param erased id of a complaint that had it just so and was erased; null if there is none
     */
    record Found(@Nullable CaseFile open, @Nullable Long erased) {}

    private record Known(long complaintId, boolean isErased) {}

    /** @param view digest of what READ saw */
    Found find(String itemAlias, byte[] view, ObjectNode document) {
        Optional<Known> same = knownAs(itemAlias, view);
        Optional<CaseFile> open =
                same.map(Known::complaintId).or(() -> caseOf(document)).flatMap(cases::lock);
        if (open.isEmpty() && same.isPresent()) {
            // erased, perhaps only since we looked
            same = knownAs(itemAlias, view);
        }
        return new Found(
                open.orElse(null),
                same.filter(Known::isErased).map(Known::complaintId).orElse(null));
    }

    private Optional<Known> knownAs(String itemAlias, byte[] view) {
        return jdbc
                .sql(
                        "select complaint_id, true from complaint_alias where kind = '" + ERASED_ITEM
                                + "' and value = :erased"
                                + " union all select complaint_id, false from complaint_alias where kind = 'item' and value = :item")
                .param("item", CaseTable.bounded(itemAlias))
                .param("erased", erasedItem(itemAlias, view))
                .query((row, index) -> new Known(row.getLong(1), row.getBoolean(2)))
                .list()
                .stream()
                // whatever else has that key by now, the very same that was erased is not added to it
                .max(Comparator.comparing(Known::isErased));
    }

    private static String erasedItem(String itemAlias, byte[] view) {
        byte[] alias = itemAlias.getBytes(StandardCharsets.UTF_8);
        return Digest.sha256(ByteBuffer.allocate(alias.length + view.length)
                .put(alias)
                .put(view)
                .array());
    }

    private Optional<Long> caseOf(ObjectNode document) {
        for (JsonNode id : document.path("externalIds")) {
            if (OWN_NUMBERS.contains(id.path("kind").asText())) {
                Optional<Long> found = withAlias(id.path("kind").asText(), aliasOf(id)).stream()
                        .findFirst();
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
            if (id.path("kind").asText().equals("message-id")
                    && !withAlias("message-id", aliasOf(id)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The value under which an external id is kept: a work order's number means something only with its system. */
    static String aliasOf(JsonNode externalId) {
        return OWN_NUMBERS.contains(externalId.path("kind").asText())
                ? externalId.path("system").asText() + "|"
                        + externalId.path("value").asText()
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
        document.at("/complainant/emails")
                .forEach(mail -> senders.add(mail.asText().toLowerCase(Locale.ROOT)));
        return senders;
    }

    private List<Long> withAlias(String kind, String value) {
        return jdbc.sql("""
                        select complaint_id from complaint_alias where kind = :kind and value = :value
                        order by complaint_id limit 20""")
                .param("kind", kind)
                .param("value", CaseTable.bounded(value))
                .query(Long.class)
                .list();
    }
}
