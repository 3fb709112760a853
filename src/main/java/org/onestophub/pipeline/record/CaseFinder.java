package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.MailIdentity;
import org.onestophub.complaint.Walk;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says to which case an arrival belongs, if to any. Only four things join cases: the thing's own key; a work order's
 * number from the platform that gave it; a mail or receipt number it refers to, if its author is an author of that
 * case; and, among leads of public opinion alone, the same page or text. A number alone is no right to see or add to a case
 * (requirement H6). Source: decisions 0045 and 0067.
 */
@Component
class CaseFinder {

    private static final Set<String> OWN_NUMBERS = Set.of("work-order", "desk-entry");
    private static final String MESSAGE_ID = "message-id";
    private static final Set<String> THREADS = Set.of(MESSAGE_ID, "receipt-number");
    /** As many references as are looked at, kept and locked. */
    static final int REFERENCES = 50;

    /** Names mails that a case refers to, by their Message-ID. */
    static final String REFERS_TO = "refers-to";

    /** Names things of erased complaints: a digest of their key and of how READ saw them. */
    static final String ERASED_ITEM = "erased-item";

    /** Names those who may add to a case by mail. */
    static final String AUTHOR = "author";

    private final JdbcClient jdbc;
    private final CaseTable cases;
    private final LeadFinder leads;

    CaseFinder(JdbcClient jdbc, CaseTable cases) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.leads = new LeadFinder(jdbc);
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
    Found find(String itemAlias, byte[] view, Candidate candidate) {
        Optional<Known> same = knownAs(itemAlias, view);
        Optional<CaseFile> open =
                same.map(Known::complaintId).or(() -> caseOf(candidate)).flatMap(cases::lock);
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

    private Optional<Long> caseOf(Candidate candidate) {
        for (JsonNode id : candidate.mapped().path("externalIds")) {
            if (OWN_NUMBERS.contains(id.path("kind").asText())) {
                Optional<Long> found = withAlias(id.path("kind").asText(), aliasOf(id)).stream()
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return threadOf(candidate).or(() -> leads.repeatedBy(candidate.mapped()));
    }

    /** True if another case came in a mail with the same Message-ID: a copy somebody changed, or an id used twice. */
    boolean sharesMessageId(ObjectNode document) {
        for (JsonNode id : document.path("externalIds")) {
            if (id.path("kind").asText().equals(MESSAGE_ID)
                    && !withAlias(MESSAGE_ID, aliasOf(id)).isEmpty()) {
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

    private Optional<Long> threadOf(Candidate candidate) {
        Set<String> authors = new LinkedHashSet<>(authorsOf(candidate));
        // a report comes from a server and not from the person whose mail did not arrive
        MachineAnswer.in(candidate.view())
                .ifPresent(answer -> answer.recipients()
                        .forEach(address -> MailIdentity.of(address).ifPresent(authors::add)));
        if (authors.isEmpty()) {
            return Optional.empty();
        }
        return referredTo(candidate.mapped(), authors).or(() -> referring(candidate.mapped(), authors));
    }

    private Optional<Long> referredTo(ObjectNode document, Set<String> authors) {
        int looked = 0;
        for (JsonNode reference : document.path("references")) {
            if (!THREADS.contains(reference.path("kind").asText()) || looked++ >= REFERENCES) {
                continue;
            }
            for (Long id : withAlias(reference.path("kind").asText(), aliasOf(reference))) {
                if (hasAuthor(id, authors)) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    /** A case that began with an answer, which overtook the mail that is here now. */
    private Optional<Long> referring(ObjectNode document, Set<String> authors) {
        for (JsonNode own : document.path("externalIds")) {
            if (own.path("kind").asText().equals(MESSAGE_ID)) {
                for (Long id : withAlias(REFERS_TO, aliasOf(own))) {
                    if (hasAuthor(id, authors)) {
                        return Optional.of(id);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Names of the things of a walk by which another walk may find or open the same case at the same time: numbers of orders
     * and entries, Message-IDs and receipt numbers, its own and those it refers to.
     */
    static Set<String> sharedNames(Walk walk) {
        Set<String> names = new HashSet<>();
        if (!walk.receipt().number().isEmpty()) {
            names.add("receipt-number|" + walk.receipt().number());
        }
        for (Candidate candidate : walk.candidates()) {
            if (!candidate.isSound()) {
                continue;
            }
            for (JsonNode own : candidate.mapped().path("externalIds")) {
                String kind = own.path("kind").asText();
                if (OWN_NUMBERS.contains(kind) || THREADS.contains(kind)) {
                    names.add(kind + "|" + aliasOf(own));
                }
            }
            int looked = 0;
            for (JsonNode reference : candidate.mapped().path("references")) {
                String kind = reference.path("kind").asText();
                if (THREADS.contains(kind) && looked++ < REFERENCES) {
                    names.add(kind + "|" + aliasOf(reference));
                }
            }
            names.addAll(LeadFinder.sharedNamesOf(candidate.mapped()));
        }
        return names;
    }

    /**
     * Mail identities of those who may add to a case because of this arrival: the one author of a mail, as READ saw him; or,
     * of what is no mail, the complainant's addresses, which staff wrote down.
     */
    static Set<String> authorsOf(Candidate candidate) {
        Set<String> authors = new LinkedHashSet<>();
        ObjectNode document = candidate.mapped();
        if (candidate.view().has("author")) {
            MailIdentity.of(document.at("/arrivals/0/author").asText()).ifPresent(authors::add);
            return authors;
        }
        document.at("/complainant/emails")
                .forEach(mail -> MailIdentity.of(mail.asText()).ifPresent(authors::add));
        return authors;
    }

    private boolean hasAuthor(long id, Set<String> authors) {
        return jdbc.sql("select exists (select from complaint_alias where kind = '" + AUTHOR
                        + "' and value in (:authors) and complaint_id = :id)")
                .param("authors", authors.stream().map(CaseTable::bounded).toList())
                .param("id", id)
                .query(Boolean.class)
                .single();
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
